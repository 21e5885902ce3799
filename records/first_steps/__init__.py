"""The first steps of a new firm: what staff say of them, and taking a test out again."""
