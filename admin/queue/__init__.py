"""Answers that wait: their queue, deciding one or several together, what that teaches, putting off, keys and undo."""
