"""The phrase in a tag for the term (utm_term): what was bought or searched, without marks, and no identifier."""

import re

from attribution.web.parameters import tidy
from attribution.web.spelling import says_nothing

_NO_TERM = re.compile(
    r"(?:dsa|kwd|aud|pla|vtp|loc|cid|aid|agid|boomuserlist|userlist)[-:_]\d{4,}[\w\-:]*"
    r"|\d{1,3}_(?=[0-9a-f]*\d)[0-9a-f]{6,}(?:-[0-9a-f]*)*"
    r"|(?=[0-9a-f\-]*\d)(?=[0-9a-f\-]*[a-f])[0-9a-f][0-9a-f\-]{9,}"
    r"|\d[\d.,:_\-]*"
    r"|(?=\S*\d)(?=\S*[a-z])(?=\S*[A-Z])[A-Za-z0-9_\-+/]{16,}={0,2}",
)
"""Identifiers that platforms write where the term should be: targets of Google's dynamic and other campaigns
(``dsa-1234``, ``kwd-298``, ``aud-77:kwd-3``), Mailchimp's list and campaign (``0_ab12cd34ef-…``), hashes and numbers.
"""
_QUOTES = {'"': '"', "[": "]", "“": "”", "'": "'"}


def phrase_of(term: str) -> str:
    """The phrase that a term is; "" for an identifier."""
    phrase = _unquoted(term)
    return "" if _NO_TERM.fullmatch(phrase) or _NO_TERM.fullmatch(phrase.lower()) or says_nothing(phrase) else phrase


def _unquoted(term: str) -> str:
    """A bought keyword without the marks of its match type ([exact], "phrase", +broad)."""
    while len(term) > 2 and _QUOTES.get(term[0]) == term[-1]:
        term = term[1:-1].strip()
    words = term.split(" ")
    return tidy(" ".join(word.removeprefix("+") if len(word) > 1 else word for word in words))
