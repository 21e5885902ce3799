"""All about one row of a ranking: a partner, a source, a keyword or a channel."""
