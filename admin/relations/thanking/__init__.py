"""Thanks: who waits for them, and the mails that say them."""
