"""Money: what clients paid, how it is changed, refunded and split, and what sources cost."""
