"""Every read behind a page, export or command: SQL sums, Python decides the order, templates print."""
