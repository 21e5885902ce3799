"""What the records say of the relationships with partners: give and take, thanks, time and what came back."""
