"""The link below a mail that ends all mail: ``/ask/<token>/stop``.

It says by itself which address it ends mail to, as the keyed hash by which opt-outs are kept. So it works as long as
the mail lies in somebody's inbox: also after staff have changed the address in the client's row, and after the client
was erased, when nothing here says any more where the mail went.
"""

from sqlalchemy.orm import Session

from records.coverage.links import STOP, AskLink, link_numbered
from records.mail.opt_outs import mark_of
from records.signed_numbers import LENGTH_OF_NUMBER, LONG, is_signed, signature_of


def stop_token(session: Session, link: AskLink, email: str, app_key: str) -> str:
    """The token of the link that ends mail to a client and to the address that the mail goes to."""
    words = f"{link.number}{mark_of(session, email)}"
    return f"{words}{signature_of(words, STOP, app_key)}"


def link_stopped_by(session: Session, token: str, app_key: str) -> tuple[AskLink, str] | None:
    """The personal link of a token, and the mark of the address; blank in tokens of earlier versions, which had none.

    None if it was not made here.
    """
    words, signature = token[:-LONG], token[-LONG:]
    if not is_signed(words, signature, STOP, app_key):
        return None
    number, mark = words[:LENGTH_OF_NUMBER], words[LENGTH_OF_NUMBER:]
    link = link_numbered(session, number)
    return (link, mark) if link else None
