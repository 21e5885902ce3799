"""Pages of a long list, by their number in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import abort, redirect, request

# Beyond this no list goes; it keeps the arithmetic within what databases take.
LAST_PAGE = 1_000_000


def page_asked() -> int:
    """The page of the address, 1 if it names none."""
    number = request.args.get("page", 1, type=int)
    return min(max(number, 1), LAST_PAGE)


@dataclass(frozen=True, slots=True)
class Paging:
    """Which entries of how many are shown; ``path`` is the address of the list if it is not the page's own."""

    page: int
    size: int
    in_all: int
    path: str = ""

    def __post_init__(self) -> None:
        """Lead a page beyond the last one to the last one: it would say that there is nothing."""
        last_page = max(1, -(-self.in_all // self.size))
        if self.page > last_page and request.method in {"GET", "HEAD"}:
            abort(redirect(self._address(last_page, request.path), 303))

    @property
    def first(self) -> int:
        """The number of the first entry shown, counted from 1."""
        return min((self.page - 1) * self.size + 1, self.in_all)

    @property
    def last(self) -> int:
        """The number of the last entry shown."""
        return min(self.page * self.size, self.in_all)

    @property
    def previous(self) -> str | None:
        """The address of the page before."""
        return self._address(self.page - 1) if self.page > 1 else None

    @property
    def following(self) -> str | None:
        """The address of the page after."""
        return self._address(self.page + 1) if self.last < self.in_all else None

    def _address(self, page: int, path: str = "") -> str:
        words = [(name, word) for name, word in request.args.items(multi=True) if name != "page"]
        return f"{path or self.path or request.path}?{urlencode([*words, ('page', str(page))], safe=':')}"
