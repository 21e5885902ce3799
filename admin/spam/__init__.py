"""The pages about submissions that are held back."""
