"""Files as they come: what they are, which table they have, and how their cells are read."""
