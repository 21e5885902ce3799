"""The first steps of a new firm: shown until they are done or put away, and taking a test out again."""
