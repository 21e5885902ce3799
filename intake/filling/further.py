"""What is asked after each choice, in the label of the client's own words.

The label holds the words for each choice, in the order in which the choices are shown; the stylesheet shows those of
the choice that is ticked, so no script is needed for it. A browser that cannot do so shows words that fit every choice.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup
from wtforms import Form

from attribution import Kind
from intake.wording import Say, Write, marked

MOST = 30
"""For so many choices the stylesheet has rules; a form with more asks in the words that fit all of them."""
ELSE = marked("Did anything or anybody else lead you to us?")
"""What is asked for the client's own words where the follow-up of the choice is about what was searched for."""


def ask_further(form: Form, choices: Sequence[Mapping[str, Any]], say: Say, write: Write) -> None:
    """Word the labels of the answer and of what was searched for so that they fit each of these choices."""
    answer, searched = form["answer"].label, form["searched"].label
    after = [write(choice.get("follow_up") or "") for choice in choices]
    searches = [choice.get("kind") == Kind.SEARCH_ENGINE for choice in choices]
    of_answer = [say(ELSE) if search and words else words for words, search in zip(after, searches, strict=True)]
    of_searched = [words if search else "" for words, search in zip(after, searches, strict=True)]
    answer.text, searched.text = _worded(answer.text, of_answer), _worded(searched.text, of_searched)


def _worded(usual: str, after: Sequence[str]) -> str:
    """The label with its usual words first, and then those for each choice; the usual ones alone if they fit all."""
    if not any(after) or len(after) > MOST:
        return usual
    spans = Markup().join(Markup("<span>{}</span>").format(words or usual) for words in (usual, *after))
    return Markup('<span class="asks">{}</span>').format(spans)
