"""The search over everything, whose field stands in the head of every page."""
