"""What an answer says of each source, and of those that it does not name."""
