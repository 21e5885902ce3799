"""How an entry of the directory fits the words of an answer, and what stands beside its name."""
