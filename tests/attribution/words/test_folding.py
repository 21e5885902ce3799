"""How words are made comparable, and that tokens know their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import fold, fold_keyword, slug
from attribution.words.text import READ_AT_MOST, tokens_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("O’Sullivan & Sons", "osullivan and sons"),
        ("  José  Ángel MUÑOZ ", "jose angel munoz"),
        ("Łukasz Øster Straße", "lukasz oster strasse"),
        ("Zo\u200be", "zoe"),
        ("Дмитрий Волков", "dmitriy volkov"),
        ("Γιώργος", "giorgos"),
        ("Jean-Robert", "jean robert"),
        ("...", ""),
    ],
)
def test_case_accents_apostrophes_and_scripts_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("王璐", "王琦"), ("劉錦榮", "劉先生"), ("渡辺 Ken", "友達 Ken"), ("བསོད Lee", "བསད Lee"), ("⅞ Inch", "⅝ Inch")],
)
def test_two_names_are_two_whatever_letters_no_table_has(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert fold(f"  {one.upper()}!") == fold(one)


def test_each_word_is_folded_as_in_an_answer() -> None:
    for name in ("ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "আমার মামা", "สมชาย ใจดี", "نور الخطيب", "김민수"):
        assert fold(name).split() == [token.text for token in tokens_of(name)]


def test_a_slug_is_the_folded_words_with_hyphens() -> None:
    assert slug("Rated People") == "rated-people"
    assert slug("Which?") == "which"


def test_a_keyword_keeps_its_accents_and_loses_its_punctuation() -> None:
    assert fold_keyword("¿Dentista, en Móstoles?") == "dentista en móstoles"
    assert fold_keyword("what's a will") == "whats a will"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=300))
def test_every_token_is_where_it_says(text: str) -> None:
    last = 0
    for token in tokens_of(text):
        assert last <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.raw
        last = token.end


def test_only_the_beginning_of_a_long_answer_is_read() -> None:
    assert all(token.end <= READ_AT_MOST for token in tokens_of("word " * 10_000))
