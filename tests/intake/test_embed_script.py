"""The script for other websites: small, public, cached for good, and never changed once it is published."""

import gzip
from hashlib import sha256

from flask import Flask
from flask.testing import FlaskClient

from tests.house.tree import ROOT

ADDRESS = "/embed.v1.js"

# A published version never changes: pages all over the web have it in their caches, and some pin it by its digest. What
# has to be different needs a file with the next number, at an address of its own, beside this one.
PUBLISHED = {"embed.v1.js": "7a306dc5526268e42e707a83d01d87abbcc1c7439b2aa15036af878432241fda"}


def test_a_published_version_never_changes(client: FlaskClient) -> None:
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in (ROOT / "static").glob("embed.v*.js")}
    assert found == PUBLISHED
    for name, digest in PUBLISHED.items():
        assert sha256(client.get(f"/{name}").data).hexdigest() == digest


def test_it_is_at_most_5_kb_on_the_wire(client: FlaskClient) -> None:
    assert len(gzip.compress(client.get(ADDRESS).data)) <= 5_000


def test_it_depends_on_nothing(client: FlaskClient) -> None:
    script = client.get(ADDRESS).text
    for word in ("import ", "import(", "require(", "fetch(", "XMLHttpRequest", "eval(", "innerHTML", "document.cookie"):
        assert word not in script, word
    assert "http" not in script.replace("/^https?:/", "")


def test_every_website_may_load_it_and_keep_it(client: FlaskClient) -> None:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in response.headers


def test_who_has_it_already_is_told_so(client: FlaskClient) -> None:
    tag = client.get(ADDRESS).headers["ETag"]
    again = client.get(ADDRESS, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"].startswith("public")


def test_there_is_no_other_version(client: FlaskClient) -> None:
    assert client.get("/embed.v2.js").status_code == 404
    assert client.get("/embed.js").status_code == 404


def test_it_needs_no_database(app: Flask, client: FlaskClient) -> None:
    from tests.intake.trouble import without_table

    with without_table(app, "forms"):
        assert client.get(ADDRESS).status_code == 200
