"""The form for what a client has said about what may be told of them."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired

from admin.fields.limits_of_text import Length
from admin.fields.word_choices import WordField, choices_of
from records.consents import Covers

WORDS = {
    (Covers.NAME, True): "whoever sent them may be told that they came",
    (Covers.OUTCOME, True): "whoever sent them may be told that they came, and what became of it",
    (Covers.OUTCOME, False): "nobody may be told any more what became of it",
    (Covers.NAME, False): "nobody may be told anything any more",
}
"""What each word of a client comes to."""

_SENT = {f"{covers.value}-{'yes' if is_given else 'no'}": (covers, is_given) for covers, is_given in WORDS}


class ConsentForm(FlaskForm):
    """What a client has said, and how."""

    said = WordField(
        "What they said",
        choices=choices_of({word: f"{WORDS[meant][0].upper()}{WORDS[meant][1:]}" for word, meant in _SENT.items()}),
    )
    how = StringField(
        "How they said it",
        [DataRequired("Say how, such as “on the phone”."), Length(max=200)],
        [lambda text: text or ""],
    )

    def meant(self) -> tuple[Covers, bool]:
        """What the chosen word is about, and whether it allows it."""
        return _SENT[str(self.said.data)]
