"""Answers: how each is kept, grouped and decided, the credits that come of it, and which lost their words."""
