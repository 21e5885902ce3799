"""Closed months, and the report of each."""
