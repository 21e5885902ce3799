"""The pages on which staff make the firm's forms."""
