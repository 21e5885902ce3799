"""The balance of give and take, and the picture of all partners."""
