"""Forms while they are made: what a form asks, its draft, and its opening and closing."""
