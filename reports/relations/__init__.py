"""Reads about the relationships with partners."""
