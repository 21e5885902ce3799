"""Asking past clients in batches: choosing, looking at the mail, letting it run, and what came of it."""
