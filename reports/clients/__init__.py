"""Clients: finding them, and all that is known of one."""
