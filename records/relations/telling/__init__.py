"""What partners are told and say on their statements."""
