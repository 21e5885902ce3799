"""Asking every client: the client's part, the desk, who was asked, and the mail that asks."""
