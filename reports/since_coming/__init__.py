"""What became of clients since they came: when they first paid, and what they have brought month by month."""
