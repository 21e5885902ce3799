"""The decision: an answer, a choice, a search phrase and a visit go in; credits with reasons come out."""

from attribution.arrival import classify
from attribution.directory import Directory
from attribution.lists import Lists
from attribution.media import CHANNEL_OF_KIND, medium_called
from attribution.model import WHOLE, Choice, Credit, Result, Role, Visit
from attribution.text import fold, tokens_of


def attribute(
    answer: str,
    directory: Directory,
    *,
    choice: Choice | None = None,
    searched: str = "",
    visit: Visit | None = None,
    lists: Lists | None = None,
) -> Result:
    """Decide one answer. The same input always gives the same result, and nothing is raised for any text."""
    arrival = classify(visit, directory, lists)
    folded = fold(answer)
    named = directory.named(folded)
    span = (0, len(answer))
    if len(named) == 1:
        entry = named[0]
        credit = Credit(
            Role.INTRODUCED_BY,
            entry.source,
            CHANNEL_OF_KIND[entry.kind],
            WHOLE,
            0.98,
            "full_name",
            f"“{answer}” is the name.",
            span,
        )
        return Result("auto", (credit,), channel=credit.channel)
    medium = medium_called(folded)
    if medium is not None:
        credit = Credit(
            Role.INTRODUCED_BY,
            medium.source,
            medium.channel,
            WHOLE,
            0.98,
            "website_name",
            f"“{answer}” is the name.",
            span,
        )
        return Result("auto", (credit,), keyword=searched or arrival.keyword, channel=credit.channel)
    if not tokens_of(answer):
        return Result("none", channel=arrival.channel, paid=arrival.paid)
    return Result(
        "review", channel=arrival.channel, open_share=WHOLE, open_first=True, question="Who or what is meant?"
    )


def offered_alias(answer: str, span: tuple[int, int] | None, entry: object, directory: Directory) -> str | None:
    """The alias that a review may offer."""
    return answer[span[0] : span[1]] if span else None
