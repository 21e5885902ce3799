"""How the database is reached: its locks and transactions, and what one engine does unlike another."""
