"""What other programs deliver to the webhook, each origin in a way of its own, and the secrets by which they sign."""
