"""The list of clients: filters that combine, each of which one link takes away, and addresses that mean nothing."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.admin.clients.listed_firm import links, listed_firm, names
from tests.admin.reading import visible

ALL = "Ana Ben Cara Dev Ella Finn Gita Hugo Ines Jack Kira Lena Mo Éva"


def first_names(html: str) -> set[str]:
    return {name.split()[0] for name in names(html)}


@pytest.mark.parametrize(
    ("words", "kept", "said"),
    [
        ("", ALL, "14 clients"),
        ("from=2026-05-01&to=2026-05-31", "Lena Mo Éva", "3 clients of May 2026"),
        ("from=2026-05-10", "Éva", "1 client who came from May 10, 2026 on"),
        ("from=9999-12-01&to=9999-12-31", "", "There are 0 clients of December 9999."),
        ("q=%E2%80%8B&stage=lost", "Hugo", "1 client at the stage lost · show all"),
        ("q=%00&stage=lost", "", "There are 0 clients at the stage lost, with “\u2400”."),
        ("to=2026-01-31", "Cara", "1 client who came until Jan 31, 2026"),
        ("office=2", "Dev Kira", "2 clients of the office Salem"),
        ("stage=lost", "Hugo", "1 client at the stage lost"),
        ("kind=partner", "Ana Ben Cara Ella Gita", "5 clients by partners"),
        ("kind=event", "Kira", "1 client by events"),
        ("kind=search-engine", "Dev", "1 client by search engines"),
        ("only=introduced_by:sources:1", "Ana Ben Ella Gita", "4 clients introduced by Joe Smith"),
        ("only=introduced_by:sources:in_review", "Finn Hugo", "2 clients in review"),
        ("only=arrived_through:channels:organic-search", "Cara Dev Ella Finn Hugo",
         "5 clients through Organic Search"),
        ("answer=open", "Finn Hugo", "2 clients whose answer is open"),
        ("answer=confirmed", "Gita", "1 client confirmed by a person"),
        ("answer=automatic", "Ana Ben Cara Dev Ella Kira", "6 clients counted automatically"),
        ("answer=unknown", "Ines Jack Lena Mo Éva", "5 clients of whom nobody knows what brought them"),
        ("asked=later", "Jack", "1 client asked later"),
        ("paid=no", "Éva", "1 client not yet paying"),
        ("paid=yes&from=2026-05-01", "Lena Mo", "2 clients who came from May 1, 2026 on, who have paid"),
        ("q=noble", "Éva", "1 client with “noble”"),
        ("from=2026-03-01&to=2026-03-31&kind=partner&q=ana", "Ana", "1 client of March 2026, by partners, with “ana”"),
        ("kind=partner&answer=confirmed&paid=yes", "Gita",
         "1 client by partners, confirmed by a person, who have paid"),
        ("kind=event&stage=lost", "", "There are 0 clients by events, at the stage lost."),
    ],
)  # fmt: skip
def test_filters_keep_whom_they_say(app: Flask, owner: FlaskClient, words: str, kept: str, said: str) -> None:
    listed_firm(app)
    response = owner.get(f"/admin/clients?{words}")
    assert response.status_code == 200
    assert first_names(response.text) == set(kept.split())
    assert said in visible(response.text)
    assert 'class="note" role="alert"' not in response.text


EVERY: dict[str, str | list[str]] = {
    "from": "2026-03-01",
    "to": "2026-05-31",
    "office": "1",
    "only": ["introduced_by:sources:1", "introduced_by:partners:1"],
    "kind": "partner",
    "answer": "confirmed",
    "stage": "won",
    "paid": "yes",
    "q": "gita",
}


def test_each_filter_is_taken_away_by_one_link_and_the_others_stay(app: Flask, owner: FlaskClient) -> None:
    listed_firm(app)
    page = owner.get("/admin/clients", query_string=EVERY | {"order": "name"})
    chips = page.text.partition('aria-label="Only these clients"')[2].partition("</ul>")[0]
    ways = links(chips)
    assert len(ways) == len(EVERY), "the two days are one filter, and the sources two"
    assert names(page.text) == ["Gita Green"]
    for way in ways:
        without = owner.get(way)
        rest = without.text.partition('aria-label="Only these clients"')[2].partition("</ul>")[0]
        assert len(links(rest)) == len(ways) - 1
        assert "order=name" in way
        assert names(without.text)


def test_the_form_keeps_what_is_on_and_a_blank_address_is_short(app: Flask, owner: FlaskClient) -> None:
    listed_firm(app)
    blank = owner.get("/admin/clients?q=&kind=partner&only=&only=introduced_by:sources:1&answer=&paid=&source=")
    assert blank.status_code == 303
    assert blank.location == "/admin/clients?kind=partner&only=introduced_by:sources:1"
    assert owner.get("/admin/clients?q=").location == "/admin/clients"


def test_one_source_is_typed_and_becomes_a_filter(app: Flask, owner: FlaskClient) -> None:
    listed_firm(app)
    typed = owner.get("/admin/clients", query_string={"source": "joe smith", "paid": "yes"})
    assert (typed.status_code, typed.location) == (303, "/admin/clients?paid=yes&only=introduced_by:sources:1")
    wrong = owner.get("/admin/clients?stage=gone&source=Joe+Smith&page=3")
    assert wrong.location == "/admin/clients?stage=gone&only=introduced_by:sources:1", "what is wrong is still said"
    unknown = owner.get("/admin/clients", query_string={"source": "Nobody At All", "paid": "no"})
    assert unknown.status_code == 200
    assert "No source is called “Nobody At All”." in visible(unknown.text)
    assert first_names(unknown.text) == {"Éva"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("period=never", "Period is 'never'; it can be this-week"),
        ("from=yesterday", "From is 'yesterday'; write a day like 2026-03-31."),
        ("to=2026-02-30", "To is '2026-02-30'; write a day like 2026-03-31."),
        ("from=2026-05-31&to=2026-05-01", "The last day is before the first one. Exchange them"),
        ("office=9", "There is no office of the number 9."),
        ("office=Salem", "Office is 'Salem'; it is the number of an office"),
        ("only=x", "Only is 'x'; write the role"),
        ("only=introduced_by:sources:999", "Only is 'introduced_by:sources:999', which names nothing there is."),
        ("only=" + "&only=".join(f"introduced_by:sources:{n}" for n in range(1, 13)), "10 can be asked at once"),
        ("stage=gone", "Stage is 'gone'; it can be enquiry, qualified"),
        ("kind=alien", "Kind is 'alien'; it can be partner"),
        ("answer=maybe", "Answer is 'maybe'; it can be open, automatic, confirmed, unknown."),
        ("asked=never", "Asked is 'never'; it can be later."),
        ("paid=some", "Paid is 'some'; it can be yes, no."),
        ("order=upwards", "Order is 'upwards'; it can be newest"),
        ("currency=gold", "gold"),
    ],
)  # fmt: skip
def test_a_word_that_means_nothing_is_said_and_left_out(app: Flask, owner: FlaskClient, words: str, said: str) -> None:
    listed_firm(app)
    response = owner.get(f"/admin/clients?{words}&q=green")
    assert response.status_code == 200
    alert = visible(response.text.partition('class="note" role="alert">')[2].partition("</div>")[0])
    assert said in alert
    if "only=introduced_by:sources:1&" not in words:
        assert names(response.text) == ["Gita Green"], "the other words hold"
    file = owner.get(f"/admin/clients?{words}&q=green&format=csv")
    assert file.status_code == 303, "no file could say it"
    assert "format" not in file.location
    assert said in visible(owner.get(file.location).text)


def test_each_row_says_what_counts_and_whether_somebody_has_looked(app: Flask, owner: FlaskClient) -> None:
    listed_firm(app)
    html = owner.get("/admin/clients?order=name").text
    rows = dict(zip(names(html), html.partition("<tbody")[2].partition("</tbody>")[0].split("<tr ")[1:], strict=True))
    said = {name.split()[0]: visible(f"<tr {row}") for name, row in rows.items()}
    assert "Joe Smith · automatic Joe Smith" in said["Ana"]
    assert "Joe Smith and 2 more · automatic Joe, Nisha and Ted" in said["Ben"]
    assert "Joe Smith · confirmed Joe S." in said["Gita"]
    assert "open Nisha" in said["Hugo"]
    assert "unknown idk" in said["Ines"]
    assert "Salem" in said["Kira"]
    assert any(href.startswith("/admin/answers/") for href in links(rows["Hugo Hall"]))
