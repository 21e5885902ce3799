"""What passes between the firm and its partners: referrals, thanks, gifts and fees, contacts, statements."""
