"""What is known of partners: particulars, people, tags, and contacts with them."""
