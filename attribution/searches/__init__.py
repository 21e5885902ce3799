"""The phrase that a client searched for, cut out of the answer."""
