"""What is kept of the relationships with partners."""
