"""How likely it is that a name brought the client: what is seen of it as facts, and what they weigh."""
