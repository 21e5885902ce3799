"""The line of JSON that one decision becomes."""

import json

from attribution import attribute, result_to_json
from tests.attribution.people_of_quincy import quincy


def test_the_keys_stand_in_the_promised_order() -> None:
    line = result_to_json("7", attribute("Joe Ferrante", quincy()))
    assert list(line) == [
        "id", "decision", "credits", "suggestions", "keyword", "keyword_kind", "channel", "paid",
    ]  # fmt: skip
    assert list(line["credits"][0]) == [
        "role", "source", "channel", "share", "confidence", "rule", "reason", "span",
    ]  # fmt: skip
    assert line["credits"][0]["source"] == {"id": "1", "name": "Joe Ferrante", "kind": "partner"}
    assert line["credits"][0]["share"] == 1.0
    assert line["credits"][0]["span"] == [0, 12]


def test_it_is_plain_json() -> None:
    for answer in ("google and Meera Patel", "Maria Santos", "", "googled plumbers"):
        line = result_to_json("7", attribute(answer, quincy()))
        assert json.loads(json.dumps(line)) == line
