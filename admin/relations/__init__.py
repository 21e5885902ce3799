"""Pages about the relationships with partners: give and take, whom to thank, who deserves time."""
