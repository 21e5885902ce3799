"""The ranking, and the lists behind its numbers."""
