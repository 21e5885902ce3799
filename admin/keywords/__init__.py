"""Keywords: the page of each, and those that are estimated."""
