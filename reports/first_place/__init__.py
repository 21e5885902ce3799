"""Whether the first place in the list of choices pulls answers, in this firm's own data."""

from reports.first_place.counting import Counted, FirstPlace, Form, Which, answers_counted, first_place
from reports.first_place.sentence import Verdict, sentence, verdict

__all__ = [
    "Counted",
    "FirstPlace",
    "Form",
    "Verdict",
    "Which",
    "answers_counted",
    "first_place",
    "sentence",
    "verdict",
]
