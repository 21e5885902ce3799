"""Referrals given: their list, and who should get the next."""
