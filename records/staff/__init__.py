"""Staff: who may sign in, what was changed of that, and who wants the monthly report."""
