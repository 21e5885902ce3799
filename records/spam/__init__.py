"""Submissions that are held back: kept as they came, counted nowhere, until somebody says what they are."""
