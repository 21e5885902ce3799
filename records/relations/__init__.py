"""What passes between the firm and its partners: referrals given, and what became of them."""
