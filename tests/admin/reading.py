"""Pages as a person reads them: the numbers of a ranking with their links, and the sum on top of a list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import TypeVar

from flask import Flask

Link = TypeVar("Link")

_ROW = re.compile(r'<tr role="row"[^>]* data-part="([^"]+)">(.*?)</tr>', re.DOTALL)
_NUMBER = re.compile(
    r'data-label="(Clients|Won|Revenue)"><a class="number" href="([^"]+)"><data value="(-?\d+)">([^<]*)</data>'
)
_AVERAGE = re.compile(r'data-label="Average"><a class="number" href="([^"]+)"><data value="(-?\d+)">([^<]*)</data>')
_CHANGE = re.compile(
    r'data-label="Change"><span class="(\w+)">([^<]*)</span>'
    r'(?: <span class="from">\w+ <a class="number" href="([^"]+)"><data value="(-?\d+)">([^<]*)</data>)?'
)
_SUM = re.compile(r'<data id="sum" value="(-?\d+)">([^<]*)</data>')
_ENTRY = re.compile(r'<tbody role="rowgroup">(.*)</tbody>', re.DOTALL)
_VALUE = re.compile(r'<data value="(-?\d+)">')


@dataclass(frozen=True)
class Number:
    """One number of a page: exact, as it is shown, and where its link leads."""

    part: str
    measure: str
    value: int
    shown: str
    href: str


def followed(app: Flask, links: Iterable[Link]) -> list[Link]:
    """The links of a page to follow: all on SQLite, every fifth on PostgreSQL.

    Which links a page has does not depend on the engine, and each kind of list is behind many of them.
    """
    return list(links)[:: 1 if app.config["DATABASE_URL"].startswith("sqlite") else 5]


def numbers(html: str) -> list[Number]:
    """Every number of a ranking."""
    return [
        Number(part, measure.lower(), int(value), shown, unescape(href))
        for part, row in _ROW.findall(html)
        for measure, href, value, shown in _NUMBER.findall(row)
    ]


def averages(html: str) -> list[Number]:
    """The average of every part that has one."""
    return [
        Number(part, "average", int(found[2]), found[3], unescape(found[1]))
        for part, row in _ROW.findall(html)
        if (found := _AVERAGE.search(row))
    ]


@dataclass(frozen=True)
class Change:
    """One change: up, down or same, in words, and the earlier number that it is from."""

    way: str
    words: str
    before: Number


def changes(html: str) -> list[Change]:
    """The change of every part that had something before; one without is ``same`` and has no list."""
    return [
        Change(found[1], found[2], Number(part, "before", int(found[4]), found[5], unescape(found[3])))
        for part, row in _ROW.findall(html)
        if (found := _CHANGE.search(row)) and found[3]
    ]


def sum_of(html: str) -> tuple[int, str]:
    """The count or sum on top of a list: exact, and as it is shown."""
    found = _SUM.search(html)
    assert found, html
    return int(found[1]), found[2]


def entries(html: str) -> tuple[int, int]:
    """How many entries a list shows, and what the numbers in them add up to."""
    body = _ENTRY.search(html)
    if not body:
        return 0, 0
    return body[1].count("<tr "), sum(int(value) for value in _VALUE.findall(body[1]))


def visible(html: str) -> str:
    """The words of a page without its marks."""
    return " ".join(unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)).split())
