"""A tag for the term holds a phrase, or an identifier that a platform filled in; only the phrase is a keyword."""

import pytest

from tests.attribution.web.visiting import seen


@pytest.mark.parametrize(
    ("term", "keyword"),
    [
        ("dsa-1456167871416", None),
        ("dsa-19959388920", None),
        ("kwd-298712345", None),
        ("aud-777123:kwd-298712345", None),
        ("aud-1234567890", None),
        ("pla-293946777986", None),
        ("0_abc1230def-4567abcdef-89012345", None),
        ("0_8d3f1e2a4b-5c6d7e8f90-", None),
        ("3fa85f64-5717-4562-b3fc-2c963f66afa6", None),
        ("d41d8cd98f00b204e9800998ecf8427e", None),
        ("120207654321098765", None),
        ("1,234", None),
        ("%7Bkeyword%7D", None),
        ("{keyword:default}", None),
        ("{{adset.name}}", None),
        ("(not+provided)", None),
        ("(not%20set)", None),
        ("__KEYWORD__", None),
        # Phrases that only look a little like it.
        ("divorce+lawyer", "divorce lawyer"),
        ("dsa", "dsa"),
        ("1040 tax form", "1040 tax form"),
        ("defaced+facade", "defaced facade"),
        ("24h-plumber", "24h-plumber"),
        ("facade", "facade"),
        ("kwd+research", "kwd research"),
        ("h1b+visa", "h1b visa"),
        ("W-2", "W-2"),
        ("plumber-02169", "plumber-02169"),
    ],
)
def test_a_term_is_a_phrase_and_no_identifier(term: str, keyword: str | None) -> None:
    assert seen(f"utm_source=google&utm_medium=cpc&utm_term={term}")[4] == keyword


def test_a_phrase_in_another_tag_counts_where_the_first_is_an_identifier() -> None:
    assert seen("utm_source=google&utm_medium=cpc&utm_term=kwd-298712345&hsa_kw=tax+help")[4] == "tax help"
