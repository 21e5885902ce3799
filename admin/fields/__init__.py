"""Fields of forms, and what they say of what cannot be meant."""
