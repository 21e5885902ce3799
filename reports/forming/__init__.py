"""Reads of the firm's forms: the list of them, what changed between versions, and what came by each."""
