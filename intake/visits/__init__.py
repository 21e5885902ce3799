"""What led to a form: the visit, what the website's script remembers, a partner's link."""
