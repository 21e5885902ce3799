"""Numbers with the word for what is counted."""


def counted(number: int, several: str) -> str:
    """``1 row`` or ``1,250 rows``, from a word whose plural ends in s."""
    return f"{number:,} {several.removesuffix('s') if number == 1 else several}"
