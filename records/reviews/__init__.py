"""What people say of answers: reviews, what these teach, and taking either back."""
