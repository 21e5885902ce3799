"""Previews: the token by which the draft of a form can be seen at the form's own address.

A token names the form and the revision of the draft that it was made for. It goes on showing the draft as it is, since
staff leave previews open while they change it, and ends with the draft.
"""

from dataclasses import dataclass

from records.signed_numbers import is_signed, signature_of

USE = "form preview"
VERSION_USE = "form version"


@dataclass(frozen=True, slots=True)
class Previewed:
    """What a token lets its holder see."""

    form_id: int
    revision: int


def preview_token(form_id: int, revision: int, app_key: str) -> str:
    """The token for the draft of a form, to be put into its address as ``draft``."""
    words = f"{form_id}.{revision}"
    return f"{words}.{signature_of(words, USE, app_key)}"


def previewed(token: str, app_key: str) -> Previewed | None:
    """What a token that was made here lets see, else None."""
    words, _, signature = token.rpartition(".")
    if not is_signed(words, signature, USE, app_key):
        return None
    form_id, _, revision = words.partition(".")
    return Previewed(int(form_id), int(revision))


def version_token(version_id: int, app_key: str) -> str:
    """The token for a version of a form that need not be the newest, to be put into its address as ``version``."""
    return f"{version_id}.{signature_of(str(version_id), VERSION_USE, app_key)}"


def version_previewed(token: str, app_key: str) -> int | None:
    """The version that a token which was made here lets see, else None."""
    number, _, signature = token.rpartition(".")
    return int(number) if is_signed(number, signature, VERSION_USE, app_key) else None
