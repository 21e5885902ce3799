"""What deliveries to the webhook say, each origin in a way of its own."""
