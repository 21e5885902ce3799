"""Who deserves the firm's time."""
