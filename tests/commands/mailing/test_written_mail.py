"""A queued mail as it is written: it reads back as what was queued, and no value can add a header."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.mailing.message import written
from outgoing import Sender
from records.mail import on_one_line
from records.mail.mail_queue import Claimed

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
STEERING = st.lists(st.sampled_from(["a", "é", " ", "\r\n", "\n", "Bcc: x@y.example", "\0", "\u2028", "=?utf-8?q?a?="]))
FREE = ANY | STEERING.map("".join)


def message(
    subject: str = "", text: str = "", name: str = "", html: str | None = None, headers: dict[str, str] | None = None
) -> bytes:
    """A mail of these values, put on one line as the queue does."""
    headers = {each: on_one_line(value) for each, value in (headers or {}).items()}
    to = "ann@client.example"
    mark = "<1@firm.example>"
    queued = Claimed(1, "", mark, to, on_one_line(name), on_one_line(subject), text, html, headers, NOON)
    return written(queued, Sender(on_one_line(name), "office@firm.example"))


def read(content: bytes) -> EmailMessage:
    return message_from_bytes(content, _class=EmailMessage, policy=policy.default)


USUAL = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]


@given(subject=FREE, name=FREE, listed=FREE)
def test_no_value_can_add_a_header(subject: str, name: str, listed: str) -> None:
    found = read(message(subject, "Words.", name, headers={"List-Id": listed}))
    assert sorted(found.keys()) == sorted([*USUAL, "List-Id"])
    assert found.get_content() == "Words."


@given(subject=FREE)
def test_a_subject_reads_back_as_it_was_put(subject: str) -> None:
    assert read(message(subject))["Subject"] == on_one_line(subject)


@given(name=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=200))
def test_a_name_reads_back_and_the_address_stays_the_only_one(name: str) -> None:
    # The newer reader of the library puts spaces between encoded words in names; RFC 2047 (6.2) has none there.
    unfolded = message_from_bytes(message(name=name))["To"].replace("\r\n", "")
    ((shown, address),) = getaddresses([unfolded])
    assert (str(make_header(decode_header(shown))), address) == (on_one_line(name), "ann@client.example")


@given(text=ANY, html=st.none() | ANY)
def test_a_text_reads_back_but_for_its_line_ends(text: str, html: str | None) -> None:
    found = read(message(text=text, html=html))
    plain = found.get_body(("plain",))
    assert plain is not None
    assert lines(plain.get_content()) == lines(text)
    if html is not None:
        assert found.get_content_type() == "multipart/alternative"
        formatted = found.get_body(("html",))
        assert formatted is not None
        assert lines(formatted.get_content()) == lines(html)


@given(text=FREE, subject=FREE, name=FREE)
def test_lines_are_short_ascii_and_end_as_mail_does(text: str, subject: str, name: str) -> None:
    content = message(subject, text, name)
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    body = content.partition(b"\r\n\r\n")[2]
    assert max(map(len, body.split(b"\r\n"))) <= 78
    # Words without a space cannot be broken in a header; RFC 5322 (2.1.1) allows 998.
    assert max(map(len, content.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    "name", ["Lang, Anne", 'Anne "Annie" Lang', "Zoë Bücher", "李小龙", "=?utf-8?q?Boss?=", "A (B)"]
)
def test_names_as_people_have_them(name: str) -> None:
    assert read(message(name=name))["From"].addresses[0].display_name == name


def test_text_that_begins_with_from_or_a_dot_stays() -> None:
    assert read(message(text="From here\r\n.\r\nto there")).get_content().split() == [
        "From",
        "here",
        ".",
        "to",
        "there",
    ]


def test_headers_of_the_caller_stand_in_it() -> None:
    stop = "<https://firm.example/stop/abc>, <mailto:stop@firm.example>"
    found = read(message(headers={"List-Unsubscribe": stop, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}))
    assert found["List-Unsubscribe"] == stop
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
