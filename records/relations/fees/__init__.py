"""Gifts and fees: the ledger and its limits, and what is due to partners by rules."""
