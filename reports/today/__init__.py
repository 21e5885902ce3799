"""What there is to do today, and what has come these days: the figures of one page, each as its own page has it."""
