"""One search over everything: what is found of each kind, the best first."""
