"""What waits for a person, what is held back, and what reviews have taught."""
