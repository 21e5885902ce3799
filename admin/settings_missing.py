"""What whoever looks after the installation has not set up, as a reader of the page can pass it on."""

from flask import current_app

_MAIL = {
    "MAIL_URL": "no mail server is set up (MAIL_URL)",
    "MAIL_FROM": "the address that mail comes from is not set up (MAIL_FROM)",
}
_ADDRESS = "the address under which the public reaches this program is not set up (BASE_URL)"


def what_mail_lacks() -> str:
    """What is not set up before mail goes out, in words; empty if nothing is missing."""
    return next((words for name, words in _MAIL.items() if not current_app.config[name]), "")


def what_links_lack() -> str:
    """What is not set up before links can stand in mails, in words; empty if nothing is missing."""
    return "" if current_app.config["BASE_URL"] else _ADDRESS
