"""Who deserves the firm's time, and the facts on which a suggestion rests."""
