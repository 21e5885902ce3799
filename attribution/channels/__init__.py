"""Which media brought the client: of those that are named, and where no table finds one."""
