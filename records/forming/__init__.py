"""Forms: what each asks, its drafts and versions, its opening and closing, and the websites that may hold it."""
