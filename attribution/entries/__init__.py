"""The directory: its entries, the words that they are recognised by, and how near a typed name is to one."""
