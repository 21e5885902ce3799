"""Payments and costs that staff write down."""
