"""Rankings as they are shown and written: beside earlier days, with trends and averages."""
