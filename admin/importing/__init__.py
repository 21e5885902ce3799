"""Taking files in: giving one, answering what it leaves open, letting it in and taking it back."""
