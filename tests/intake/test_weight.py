"""The public page is light: everything that a telephone loads for it, in one sum."""

import gzip
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.intake.sending import FORM, FRAME, THANKS, send


def loaded(client: FlaskClient, page: str) -> dict[str, int]:
    """What the page loads, with sizes in bytes when compressed."""
    parts = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    assert any(part.endswith(".css") for part in parts)
    sizes = {"": len(gzip.compress(page.encode()))}
    for part in parts:
        with client.get(part) as response:
            assert response.status_code == 200, part
            sizes[part] = len(gzip.compress(response.data))
    return sizes


@pytest.mark.parametrize("address", [FORM, THANKS, FRAME, f"{FRAME}/thanks", f"{FORM}?language=fr"])
def test_a_page_is_under_20_kb_in_all(client: FlaskClient, address: str) -> None:
    sizes = loaded(client, client.get(address).text)
    assert sum(sizes.values()) < 20_000, sizes


def test_the_page_that_came_back_is_as_light(client: FlaskClient) -> None:
    assert sum(loaded(client, send(client, name="").text).values()) < 20_000


def test_nothing_comes_from_elsewhere_and_no_script_is_waited_for(app: Flask, client: FlaskClient) -> None:
    page = client.get(FORM).text
    assert not re.findall(r'(?:href|src)="(?:https?:)?//', page)
    assert all('type="module"' in script for script in re.findall(r"<script[^>]*>", page))
