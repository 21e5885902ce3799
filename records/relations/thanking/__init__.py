"""Thanks, and the mails that say them."""
