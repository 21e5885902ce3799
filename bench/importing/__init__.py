"""The parts of the measurement of imports: the firm, its files, and the forms that come in meanwhile."""
