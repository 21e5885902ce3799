"""Who waits for thanks, and for what."""
