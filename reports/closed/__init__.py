"""Closed months: the report that stays as it was, and what has changed since."""
