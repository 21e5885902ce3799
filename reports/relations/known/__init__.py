"""Partners: their list, what is known of them, and which may be the same."""
