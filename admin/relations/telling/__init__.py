"""What is told to partners: statements, and what clients allow to be said."""
