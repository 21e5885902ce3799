"""One client: the page, correcting, joining with another, and erasing."""
