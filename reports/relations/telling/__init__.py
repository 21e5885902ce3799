"""What a partner's statement says, and the links to it."""
