"""The webhook: other programs tell of payments, and sign what they tell."""
