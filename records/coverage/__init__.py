"""Asking every client: personal links, who was asked when and how, and who wants no mail any more."""
