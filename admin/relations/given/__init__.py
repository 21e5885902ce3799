"""Referrals given: logged, listed, and what became of each."""
