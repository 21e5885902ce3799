"""What the firm writes down of its relationships: thanks, gifts and fees."""
