"""Closed months: the rows that a report keeps, and closing a month or opening it again."""
