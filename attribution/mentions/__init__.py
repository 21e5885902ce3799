"""Which known media an answer names."""
