"""Who may come in: signing in, passwords, and the list of users."""
