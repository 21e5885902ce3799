"""Referrals given: what became of each, asking about it, and correcting it."""
