"""What the firm and its partners do for each other: what is given, what comes back, and what that asks for."""
