"""Asking every client: personal links, who was asked when and how, and stopping that."""
