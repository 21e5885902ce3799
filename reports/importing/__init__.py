"""What files have brought."""
