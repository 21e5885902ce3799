"""When two are the same: two answers, two searches, two names of clients, two rows of a directory."""
