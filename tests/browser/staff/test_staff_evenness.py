"""What stands beside one another is in line: rows of the ranking, fields of one row, and what a fault does to them."""

from flask import Flask
from playwright.sync_api import Page, expect

from tests.admin.small_firm import full_firm
from tests.browser.looks import PAPER


def test_rows_of_the_ranking_are_equally_high_whatever_stands_below_a_number(app: Flask, owner_page: Page) -> None:
    full_firm(app)
    page = owner_page
    page.goto("/admin/")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".ranking .small").first).to_be_visible()
    # A name that fills its line leaves none for the link that a pointer calls up.
    page.locator(".ranking tbody .name").first.evaluate("""cell => {
        const name = cell.querySelector("a");
        for (name.textContent = "i"; name.offsetWidth < cell.clientWidth - 40; name.textContent += "i");
    }""")
    rows = page.locator(".ranking tbody tr:not(.within)")
    heights = rows.evaluate_all("rows => rows.map(row => row.getBoundingClientRect().height)")
    assert len(heights) > 3
    assert max(heights) - min(heights) < 3, heights


def test_what_helps_pushes_no_label_from_its_box_and_no_field_to_the_next(owner_page: Page) -> None:
    page = owner_page
    page.goto("/admin/firm")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        fields = page.locator(".two > .field")
        ends = fields.evaluate_all("""fields => fields.map(field => [
            field.querySelector("label").getBoundingClientRect().bottom,
            field.querySelector("input, select").getBoundingClientRect().top,
            field.getBoundingClientRect().top, field.getBoundingClientRect().bottom,
            field.getBoundingClientRect().left])""")
        for number, (label, box, top, _, left) in enumerate(ends):
            assert 0 <= box - label < 8, f"field {number} at {width} px"
            before = [other[3] for other in ends[:number] if other[4] == left]
            assert all(top - bottom >= 12 for bottom in before), f"field {number} at {width} px"


def test_what_is_wrong_with_the_ways_to_reach_somebody_has_the_whole_line(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/f/new-client")
    email, phone = (page.locator(f"[name={name}]") for name in ("email", "phone"))
    one, other = email.bounding_box(), phone.bounding_box()
    assert one
    assert other
    assert one["y"] == other["y"]
    email.fill("maria@")
    phone.fill("12")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Not sent yet")).to_be_visible()
    one, other = email.bounding_box(), phone.bounding_box()
    assert one
    assert other
    assert one["x"] == other["x"]


def test_a_printed_ranking_says_how_it_is_counted_and_has_nothing_to_press(app: Flask, owner_page: Page) -> None:
    full_firm(app)
    page = owner_page
    page.goto("/admin/")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.emulate_media(media="print")
    expect(page.get_by_text("each client counts whole for the decisive source")).to_be_visible()
    expect(
        page.locator("form:visible, button:visible, .counted summary:visible, .tabs:visible, .pager a:visible")
    ).to_have_count(0)
    # Else the total would stand at the end of each sheet.
    expect(page.locator(".ranking tfoot")).to_have_css("display", "table-row-group")
    page.locator(".ranking tbody .name a").first.evaluate("name => { name.textContent = 'Elizabeth Cho-Smith'; }")
    assert len(page.locator(".ranking tbody .name a").first.evaluate("name => [...name.getClientRects()]")) == 1
