"""What the owner sets: the firm, its website, and the webhook."""
