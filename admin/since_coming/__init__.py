"""What became of clients since they came: cohorts, lifetime values and first payments."""
