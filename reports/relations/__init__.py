"""Reads about the relationships with partners: what was given, what was received, and who brought whom."""
