"""What the lines of each kind of file mean, and whom they mean."""
