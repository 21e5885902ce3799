"""Keywords: the page of each, and what search totals suggest."""
