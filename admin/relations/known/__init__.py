"""What is known of a partner, and the contacts with them."""
