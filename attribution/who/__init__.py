"""Who is meant: of all entries that fit, the one that is certain, or a question."""
