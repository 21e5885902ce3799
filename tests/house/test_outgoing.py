"""The address of the mail server and the sender, as settings."""

import pytest

from outgoing import MailFolder, MailServer, Tls, mail_from, mail_url
from settings import BadSetting, read_settings


@pytest.mark.parametrize(
    ("address", "port", "tls"),
    [
        ("smtps://me:secret@mail.example.com", 465, Tls.WITHIN),
        ("smtp+starttls://me:secret@mail.example.com", 587, Tls.REQUIRED),
        ("smtp://me:secret@mail.example.com", 587, Tls.REQUIRED),
        ("smtp://me:secret@mail.example.com?tls=none", 587, Tls.NONE),
        ("smtp://me:secret@127.0.0.1:1025", 1025, Tls.OFFERED),
        ("smtp://mail.example.com", 25, Tls.OFFERED),
        ("smtp://mail.example.com:2525?tls=required", 2525, Tls.REQUIRED),
    ],
)
def test_the_ways_to_a_server(address: str, port: int, tls: Tls) -> None:
    found = mail_url(address)
    assert isinstance(found, MailServer)
    assert (found.port, found.tls) == (port, tls)


def test_signs_of_a_password_are_written_with_percents() -> None:
    found = mail_url("smtps://me%40firm.example:a%2Fb%40c%23d@mail.example.com?ca=/etc/own.pem")
    assert isinstance(found, MailServer)
    assert (found.user, found.password, found.ca) == ("me@firm.example", "a/b@c#d", "/etc/own.pem")
    assert "a/b" not in repr(found) + str(found)


def test_a_folder() -> None:
    found = mail_url("file:///var/mail/out%20box")
    assert isinstance(found, MailFolder)
    assert str(found.path) == "/var/mail/out box"


@pytest.mark.parametrize(
    "value",
    [
        "mail.example.com",
        "http://me:secret@mail.example.com",
        "smtp://",
        "smtps://me:secret@mail.example.com:port",
        "smtps://me:sec/ret@mail.example.com",
        "smtps://me:sec#ret@mail.example.com",
        "smtps://me@mail.example.com",
        "smtps://me:secret@mail.example.com?tls=none",
        "smtp://me:secret@mail.example.com?tls=maybe",
        "smtp://me:secret@mail.example.com?timeout=4",
        "smtp://me:secret@mail.example.com/inbox",
        "file://relative/folder",
        "file:///",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_its_password(value: str) -> None:
    with pytest.raises(BadSetting, match="MAIL_URL: the value ") as refused:
        read_settings({"MAIL_URL": value})
    assert "secret" not in str(refused.value)
    assert "sec/ret" not in str(refused.value)


def test_senders() -> None:
    found = mail_from('"Lang, Anne" <office@bücher.example>')
    assert found is not None
    assert (found.name, found.address, found.domain) == (
        "Lang, Anne",
        "office@xn--bcher-kva.example",
        "xn--bcher-kva.example",
    )
    assert mail_from("  ") is None


@pytest.mark.parametrize("value", ["office", "a@b@c", "zoë@firm.example", "A\r\nBcc: x@y.example <a@b.example>", "<>"])
def test_a_sender_that_cannot_be_used_is_refused(value: str) -> None:
    with pytest.raises(BadSetting, match="MAIL_FROM: "):
        read_settings({"MAIL_FROM": value})
