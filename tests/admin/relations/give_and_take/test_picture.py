"""Quality or quantity: the picture has every partner as a link, and says the same as the list beside it."""

import re
from fractions import Fraction
from html import unescape
from itertools import combinations

from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as some

from admin.relations.give_and_take.picture import NARROW, WIDE
from admin.relations.give_and_take.scatter import RADIUS, Frame, Mark, scatter
from attribution import WHOLE, Result
from records.db import db
from reports.counting.questions import Of, Question
from reports.relations.give_and_take.picture import picture
from tests.admin.reading import sum_of, visible
from tests.admin.small_firm import CAME, client, credit, full_firm, partner, pays

ROW = re.compile(r'<tr role="row" data-part="(\d+)">(.*?)</tr>', re.DOTALL)
NUMBER = re.compile(r'data-label="([\w ]+)"><a class="number" href="([^"]+)"><data value="(-?\d+)">')


def test_every_number_of_the_list_leads_to_what_it_adds_up_from(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    for address in ("/admin/partners/picture", "/admin/partners/picture?credit=shared&from=2026-03-01&to=2026-03-31"):
        html = owner.get(address).text
        rows = ROW.findall(html)
        assert len(rows) >= 2
        for part, row in rows:
            numbers = NUMBER.findall(row)
            assert [label for label, _, _ in numbers] == ["Clients", "Won", "Money so far"]
            for label, href, value in numbers:
                assert sum_of(owner.get(unescape(href)).text)[0] == int(value), (part, label)


def test_the_picture_has_a_point_with_a_text_for_each_partner(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        many, few = partner(session, "Many Mary"), partner(session, "Good Gus")
        partner(session, "Nobody Ned")
        for number in range(6):
            pays(session, client(session, f"M {number}", Result("auto", (credit(many),)), "Mary"), 10_000)
        pays(session, client(session, "G", Result("auto", (credit(few),)), "Gus"), 90_000)
        db.session.commit()
        found = picture(session, Question(currency="USD", of=Of.PARTNERS))
        assert [(each.name, each.clients, each.value, each.is_few) for each in found.points] == [
            ("Good Gus", WHOLE, 90_000, True),
            ("Many Mary", 6 * WHOLE, 10_000, False),
        ]
        assert (found.middle_clients, found.middle_value) == (Fraction(7 * WHOLE, 2), Fraction(50_000))
    html = owner.get("/admin/partners/picture").text
    assert html.count('aria-label="Good Gus: 1 client, $900.00, of few clients"') == 2, "in both drawings"
    assert html.count('aria-label="Many Mary: 6 clients, $100.00 each"') == 2
    assert "Nobody Ned" not in html
    text = visible(html)
    assert "Good Gus give and take 1 1 $900.00 $900.00 Fewer, but worth more each of too few clients to be sure" in text
    assert "Many Mary give and take 6 6 $600.00 $100.00 More, but worth less each" in text
    assert "half of the partners brought more than 3½ clients" in text
    table = owner.get("/admin/partners/picture?format=csv").text
    assert "Good Gus,give and take,1,1,900.00,900.00" in table
    assert "style=" not in html
    none = visible(owner.get(f"/admin/partners/picture?from=2020-01-01&to={CAME.replace(year=2020)}").text)
    assert "No partner brought anybody in this period" in none


points = some.lists(
    some.tuples(some.integers(1, 60), some.one_of(some.just(0), some.integers(-500, 2_000_000)), some.integers(3, 40)),
    min_size=1,
    max_size=60,
)


@given(points, some.sampled_from([WIDE, NARROW]))
def test_no_label_covers_another_or_leaves_the_picture(drawn: list[tuple[int, int, int]], frame: Frame) -> None:
    marks = [Mark(number, "n" * length, x, y) for number, (x, y, length) in enumerate(drawn)]
    found = scatter(marks, (2.0, 100.0), frame)
    assert len(found.dots) == len(marks)
    assert all(0 <= dot.x <= frame.width and 0 <= dot.y <= frame.height - frame.below + RADIUS for dot in found.dots)
    boxes = []
    for label in found.labels:
        width = len(label.words) * frame.font * 0.64
        left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
        assert left >= frame.left - 1
        assert left + width <= frame.width + 1
        boxes.append((left, label.y - frame.font * 0.8, left + width, label.y))
    covered = [
        (box, dot)
        for box in boxes
        for dot in found.dots
        if box[0] < dot.x + RADIUS and dot.x - RADIUS < box[2] and box[1] < dot.y + RADIUS and dot.y - RADIUS < box[3]
    ]
    assert not covered
    assert frame is WIDE or not found.labels, "a telephone has the names in the list only"
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)
    for numbers in (found.across, found.up):
        assert all(abs(a[1] - b[1]) >= 30 for a, b in combinations(numbers, 2))
