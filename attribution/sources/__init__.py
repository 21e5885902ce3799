"""All sources of an answer brought together, and which of them decided."""
