"""Every read about the relationships with partners."""
