"""What a partner's next referral is worth: the estimate and its arithmetic."""
