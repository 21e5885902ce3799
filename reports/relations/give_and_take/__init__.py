"""Give and take: what was given to each partner against what was received."""
