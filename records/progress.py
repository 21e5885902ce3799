"""How far long work has come, told to whoever shows it."""


class Progress:
    """Told how much there is to do and how far it has come; this one keeps it to itself."""

    def begin(self, steps: int) -> None:
        """So many steps are to come."""

    def step(self) -> None:
        """One of them is done."""
