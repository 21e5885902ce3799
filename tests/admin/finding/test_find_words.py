"""Whatever is typed to find something is answered plainly, and the field for it stands in the head of every page."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from records.db import db
from reports.finding.words_around import words_around
from tests.admin.finding.finding import found_page, lines
from tests.admin.reading import visible
from tests.admin.small_firm import full_firm, partner
from tests.rig.people import VIEWER, give_account, signed_in

FIELD = re.compile(r'\s*<form class="find".*?</form>', re.DOTALL)


@pytest.fixture
def firm(app: Flask) -> Flask:
    full_firm(app)
    return app


def test_an_empty_field_is_told_what_can_be_typed(firm: Flask, owner: FlaskClient) -> None:
    for words in ("", "   ", "\u200b\n"):
        page = found_page(owner, words)
        assert "Whom or what are you looking for?" in page and "autofocus" in page, repr(words)
        assert lines(owner, words) == {}
    assert "Whom or what" in owner.get("/admin/find").text


@pytest.mark.parametrize("words", ["%", "_", "%%", "'\"", "\\", "—", "¿?", "%_%_%", "\x00"])
def test_signs_alone_are_nothing_to_look_for(firm: Flask, owner: FlaskClient, words: str) -> None:
    assert "Nothing to look for in" in found_page(owner, words)
    assert lines(owner, words) == {}


def test_one_letter_is_too_little(firm: Flask, owner: FlaskClient) -> None:
    for words in ("a", " J. ", "7", "é"):
        assert "alone is in nearly everything" in found_page(owner, words)
        assert lines(owner, words) == {}


@pytest.mark.parametrize(
    "words",
    [
        "100%",
        "x_y",
        "O'; DROP TABLE clients; --",
        'quo"ted',
        "back\\slash",
        "nul\x00byte",
        "<script>1</script>",
        "\ufdd0zz",
    ],
)
def test_signs_among_letters_mean_themselves_and_are_never_an_error(
    firm: Flask, owner: FlaskClient, words: str
) -> None:
    page = found_page(owner, words)
    assert "Nothing with “" in page and "<script>1" not in page
    assert lines(owner, words) == {}


def test_bytes_that_are_no_text_are_no_error(firm: Flask, owner: FlaskClient) -> None:
    for address in ("/admin/find?q=%FF%FE", "/admin/find?q=%ED%A0%80zq", "/admin/find?q=a&q=b", "/admin/find?q[]=x"):
        assert owner.get(address).status_code == 200, address


def test_what_is_very_long_is_cut_and_says_so(firm: Flask, owner: FlaskClient) -> None:
    page = found_page(owner, "Adams " + "x" * 300)
    assert "only its first 200 characters were looked for" in page and "Nothing with “" in page
    assert 'href="/admin/clients/1"' in found_page(owner, "Adams" + " " * 5_000)
    assert found_page(owner, "ana " * 20_000).count("only its first 200") == 1
    assert found_page(owner, " ".join(f"{a}{b}" for a in "abcdefgh" for b in "abcdefgh"))


def test_a_kind_that_is_none_is_refused_with_those_that_are(firm: Flask, owner: FlaskClient) -> None:
    refused = owner.get("/admin/find?q=ana&only=everything")
    assert refused.status_code == 422
    assert "Only can be clients, partners, sources, answers, referrals, payments" in visible(refused.text)


def test_where_only_one_kind_was_looked_for_nothing_is_said_of_the_others(firm: Flask, owner: FlaskClient) -> None:
    page = found_page(owner, "ana adams", only="payments")
    assert "None of the payments has all these words in it." in visible(page)
    assert 'href="/admin/find?q=ana+adams">Look everywhere' in page
    assert "No client" not in page and lines(owner, "ana adams")["clients"]


def test_the_field_is_in_the_head_of_every_page_and_is_small(firm: Flask, owner: FlaskClient) -> None:
    for address in (
        "/admin/",
        "/admin/clients/1",
        "/admin/answers/1",
        "/admin/partners",
        "/admin/costs",
        "/admin/nowhere",
    ):
        page = owner.get(address).text
        (field,) = FIELD.findall(page)
        assert len(field.encode()) < 600, address
        assert page.index('<form class="find"') < page.index('<div class="ways"') < page.index("<main"), address
        assert '<label class="hidden" for="find">Find a client, partner, answer or payment</label>' in field
    assert 'value="ana adams"' in FIELD.findall(found_page(owner, "ana adams"))[0]


def test_it_is_neither_on_paper_nor_where_nobody_is_signed_in(
    firm: Flask, owner: FlaskClient, stranger: FlaskClient
) -> None:
    for address in ("/admin/clients?format=print", "/admin/?format=print", "/admin/clients/1?format=print"):
        assert not FIELD.search(owner.get(address).text), address
    assert not FIELD.search(stranger.get("/admin/sign-in").text)
    asked = stranger.get("/admin/find?q=ana")
    assert (asked.status_code, asked.location) == (303, "/admin/sign-in?next=/admin/find?q%3Dana")


def test_a_viewer_finds_everything_and_is_offered_no_change(firm: Flask, owner: FlaskClient) -> None:
    give_account(firm, VIEWER)
    viewer = signed_in(firm, VIEWER)
    assert lines(viewer, "joe") == lines(owner, "joe") != {}
    assert "New client" in found_page(owner, "nobody here") and "New client" not in found_page(viewer, "nobody here")


def test_the_list_of_partners_finds_what_the_page_found(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        partner(db.session(), "Zoë Núñez", organisation="Café Été", website="nunez.example")
        db.session.commit()
    for words in ("nunez zoe", "cafe ete", "nunez.example", "Núñez"):
        assert "Zoë Núñez" in owner.get("/admin/partners", query_string={"q": words}).text, words


@pytest.mark.parametrize(
    ("text", "keys", "shown"),
    [
        ("Joe Smith", ("smith",), "Joe [Smith]"),
        ("told by O’Brien, twice", ("obrien",), "told by [O’Brien], twice"),
        ("nothing of it", ("smith",), "nothing of it"),
        ("田辺ひろしさん", ("tian",), "[田辺ひろしさん]"),
        ("友達に聞きました。田辺ひろしさん、です。", ("tian",), "友達に聞きました。[田辺ひろしさん]、です。"),
        ("x" * 400, ("xx",), f"[{'x' * 180}]…"),
        (f"{'田' * 300}。{'辺' * 300}", ("辺",), f"…{'田' * 59}。[{'辺' * 120}]…"),
        ("友達の渡辺さん、です", ("渡辺",), "[友達の渡辺さん]、です"),
        ("", ("smith",), ""),
    ],
)
def test_the_words_around_a_hit_have_it_marked(text: str, keys: tuple[str, ...], shown: str) -> None:
    assert _marked(text, *keys) == shown


def test_of_several_places_the_one_with_most_words_is_shown() -> None:
    text = f"Smith came. {'So it went on and on. ' * 20}Then Anna Smith told us. {'And so on it went. ' * 20}"
    shown = _marked(text, "anna", "smith")
    assert shown.startswith("…") and shown.endswith("…") and "Then [Anna] [Smith] told us." in shown
    assert len(shown) < 200 and not re.search(r"…\S*\[", shown[:3])


def test_of_thousands_of_places_each_is_looked_at_with_a_few_others(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0

    class Place(tuple[int, int, frozenset[str]]):
        __slots__ = ()

        def __getitem__(self, at: Any) -> Any:
            nonlocal looked
            looked += 1
            return super().__getitem__(at)

        def __iter__(self) -> Iterator[Any]:
            return (self[at] for at in range(3))

    places = [Place((at, at + 2, frozenset({"an"}))) for at in range(0, 9_000, 3)]
    monkeypatch.setattr("reports.finding.words_around._places", lambda *_: iter(places))
    assert words_around("an " * 3_000, ["an"]).hits == 1
    assert looked < 3_000 * 200


def _marked(text: str, *keys: str) -> str:
    around = words_around(text, keys)
    shown, at = "", 0
    for start, end in around.spans:
        shown += f"{around.words[at:start]}[{around.words[start:end]}]"
        at = end
    return shown + around.words[at:]
