"""Mails: which are on their way, and what the one about an arrival says."""
