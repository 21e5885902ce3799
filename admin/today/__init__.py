"""The page that says in one look what there is to do today and what has come."""
