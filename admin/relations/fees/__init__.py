"""Gifts and fees, and the rules by which they are due."""
