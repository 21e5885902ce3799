"""The languages of the form: those that come with the program, and those that an installation adds by a file."""

import re
from html import unescape
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from tests.admin.forms.pressing import published
from tests.rig.forms import fields

HEBREW = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "Send"
msgstr "שליחה"
"""


def test_a_language_that_was_added_by_a_file_is_there_wherever_one_is_chosen(
    app: Flask, owner: FlaskClient, client: FlaskClient
) -> None:
    folder = Path(app.config["INSTANCE_PATH"]) / "words"
    folder.mkdir(parents=True)
    (folder / "he.po").write_text(HEBREW, encoding="utf-8")
    choices = [("en", "English"), ("fr", "French"), ("de", "German"), ("he", "Hebrew"), ("es", "Spanish")]
    for address in ("/admin/forms/new", "/admin/forms/1", "/admin/website"):
        select = re.search(r'<select[^>]* name="language"[^>]*>(.*?)</select>', owner.get(address).text, re.DOTALL)
        assert select, address
        found = re.findall(r'<option[^>]* value="([a-z]+)"[^>]*>([^<]+)', select[1])
        assert found == choices, address
    assert 'data-language="he"' in unescape(owner.get("/admin/website?language=he").text)
    new = fields(owner.get("/admin/forms/new"), having="slug") | {"name": "Hebrew", "language": "he", "office": "1"}
    edit = owner.post("/admin/forms", data=new).location
    framed = [unescape(each) for each in re.findall(r'<iframe[^>]* src="([^"]+)"', owner.get(edit).text)]
    assert len(framed) == len(choices)
    # Its own language is shown first.
    assert "language=he" in framed[0]
    seen = client.get(framed[0]).text
    assert '<html lang="he" dir="rtl"' in seen and "שליחה" in seen
    assert published(owner, 2).status_code == 303
    assert 'dir="rtl"' in client.get("/f/hebrew").text
    assert "Main office, Hebrew" in owner.get("/admin/forms").text
