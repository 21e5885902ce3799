"""The decision: an answer, a choice, a search phrase and a visit go in; credits with reasons come out."""

from dataclasses import replace

from attribution.entries.directory import Directory
from attribution.findings.finding import Finding, Findings
from attribution.model import (
    WHOLE,
    Channel,
    Choice,
    Credit,
    Decision,
    KeywordKind,
    Kind,
    Result,
    Role,
    Source,
    Visit,
)
from attribution.said.standing import Standing
from attribution.sources.weighing import findings_in
from attribution.web.arrival import Arrival, classify
from attribution.web.lists import Lists
from attribution.words.media import CHANNEL_OF_KIND, unnamed
from attribution.words.text import is_read_whole

_MOST_SUGGESTIONS = 5
_PEOPLE = frozenset({Kind.PARTNER, Kind.WORD_OF_MOUTH, Kind.EXISTING_CLIENT, Kind.STAFF})
"""Kinds that a choice like "Someone recommended you" leaves open between: a person said it."""


def attribute(
    answer: str,
    directory: Directory,
    *,
    choice: Choice | None = None,
    searched: str = "",
    visit: Visit | None = None,
    lists: Lists | None = None,
    referral: Source | None = None,
) -> Result:
    """Decide one answer. The same input always gives the same result, and nothing is raised for any text.

    ``referral`` is the partner whose referral link led to the form.
    """
    with directory.in_use() as still:
        arrival = _by_link(classify(visit, still, lists), referral)
        said = findings_in(answer, still)
    if not said.found and not is_read_whole(answer):
        said.found.append(_unread())
    found, conflict = _with_choice(said, answer, choice, searched)
    found, contradicted = _with_visit(found, said, choice, arrival)
    conflict = conflict or contradicted
    keyword, keyword_kind = _keyword(said, answer, searched, arrival, found)
    introduced, open_share = ((), WHOLE) if conflict else _shared(found)
    credits = (*introduced, *_arrived(arrival))
    open_found = found if conflict else [f for f in found if f.open]
    decision: Decision = "none"
    if open_share:
        decision = "review"
    elif introduced:
        decision = "auto"
    return Result(
        decision=decision,
        credits=credits,
        suggestions=_suggestions(open_found),
        keyword=keyword,
        keyword_kind=keyword_kind,
        channel=_channel(arrival, introduced),
        arrived=arrival.channel,
        paid=arrival.paid if arrival.paid is not None else next((f.paid for f in found if f.paid), None),
        open_share=open_share,
        open_first=bool(open_share) and (conflict or found[0].open),
        conflict=conflict,
        question=_question(open_found, conflict, open_share),
    )


def _with_choice(said: Findings, answer: str, choice: Choice | None, searched: str) -> tuple[list[Finding], bool]:  # noqa: PLR0911 - one ground after another reads best as a ladder
    """The findings with what the ticked choice adds, and whether the two contradict each other."""
    found = said.found
    if choice is None or (choice.kind is None and choice.source is None):
        if not found and searched.strip():
            return [_from_kind(Kind.SEARCH_ENGINE, "The client says what was searched for.", "searched")], False
        return found, False
    kind = choice.source.kind if choice.source else choice.kind
    assert kind is not None  # noqa: S101 - one of the two is there
    named = [f for f in found if not (f.open and not f.suggestions)]
    if kind is Kind.SEARCH_ENGINE and not named:
        # The words are then what was typed into the engine, whatever they look like.
        found = []
    if not found:
        return [_from_choice(choice, kind)], False
    found = [_sure_by_choice(each, choice) for each in found]
    if _agrees(found, kind, choice):
        return found, False
    if any(f.standing.points >= 2 or f.standing.decides for f in found if not f.open):
        return found, False
    if all(f.open for f in found):
        return found, False
    return [*found, _from_choice(choice, kind)], True


def _agrees(found: list[Finding], kind: Kind, choice: Choice) -> bool:
    """Whether the words name a source of the chosen kind, and of the chosen source where it is one."""
    kinds = {credit.source.kind for f in found for credit in ((f.credit,) if f.credit else f.suggestions)}
    if choice.source is not None:
        return any(f.credit is not None and f.credit.source.name == choice.source.name for f in found)
    if kind in _PEOPLE:
        return bool(kinds & _PEOPLE)
    if kind is Kind.SOCIAL_NETWORK or kind is Kind.LOCAL_LISTING or kind is Kind.WEBSITE:
        # Reviews and maps are also a search engine's: who ticks a review site may well say Google.
        reviews = {Kind.SEARCH_ENGINE} if kind is Kind.LOCAL_LISTING else set()
        return bool(kinds & {Kind.SOCIAL_NETWORK, Kind.LOCAL_LISTING, Kind.WEBSITE, *reviews})
    return kind in kinds


def _sure_by_choice(found: Finding, choice: Choice) -> Finding:
    """What the words alone leave open is settled where the source that was chosen is one of those that fit them."""
    if not found.open or found.standing.refused or choice.source is None:
        return found
    for fitting in found.suggestions:
        if fitting.source.name == choice.source.name:
            reason = f"The client chose “{choice.label}”, which fits the words."
            return replace(found, credit=replace(fitting, confidence=0.93, reason=reason), suggestions=())
    return found


def _unread() -> Finding:
    question = "The answer is longer than is read by itself, and its beginning names nobody: who or what is meant?"
    return Finding(None, 0, 2.0, Standing(), (), question)


def _from_choice(choice: Choice, kind: Kind) -> Finding:
    source = choice.source or unnamed(kind)
    credit = Credit(
        Role.INTRODUCED_BY,
        source,
        CHANNEL_OF_KIND[source.kind],
        0,
        0.93,
        "choice",
        f"The client chose “{choice.label}”.",
    )
    return Finding(credit, 0, 1.0, Standing())


def _from_kind(kind: Kind, reason: str, rule: str) -> Finding:
    credit = Credit(Role.INTRODUCED_BY, unnamed(kind), CHANNEL_OF_KIND[kind], 0, 0.93, rule, reason)
    return Finding(credit, 0, 1.0, Standing())


def _by_link(arrival: Arrival, referral: Source | None) -> Arrival:
    """A partner's referral link says who sent the client; its tags may say that it was in a newsletter or an ad.

    The identifier that a network adds to every link is no such word: only that of a paid click is.
    """
    if referral is None:
        return arrival
    reason = f"The visit came by the referral link of {referral.name}."
    tagged = arrival.channel is not Channel.UNASSIGNED and (arrival.rule == "utm" or bool(arrival.paid))
    if tagged:
        reason = f"{reason} {arrival.reason}".strip()
    return replace(
        arrival,
        source=referral,
        channel=arrival.channel if tagged else Channel.REFERRAL_PARTNER,
        paid=arrival.paid if tagged else False,
        keyword=arrival.keyword if tagged else None,
        reason=reason,
        rule="referral_link",
        partner=True,
    )


def _with_visit(
    found: list[Finding], said: Findings, choice: Choice | None, arrival: Arrival
) -> tuple[list[Finding], bool]:
    """A partner's link or website speaks for the partner when the words name nobody; else the two may conflict."""
    if not arrival.partner or arrival.source is None:
        return found, False
    own = Finding(
        Credit(
            Role.INTRODUCED_BY,
            arrival.source,
            Channel.REFERRAL_PARTNER,
            0,
            0.95,
            "referral_link" if arrival.rule == "referral_link" else "partner_site",
            f"{arrival.reason} The answer names no source.",
        ),
        0,
        1.0,
        Standing(),
    )
    usable = [f for f in found if f.credit is None or f.credit.rule not in {"choice", "searched"}]
    vague = all(f.open and not f.suggestions for f in usable)
    if not usable or (vague and said.nothing):
        return [own], False
    people = [f for f in found if f.credit is None or f.credit.source.kind is Kind.PARTNER]
    same = any(f.credit is not None and f.credit.source.id == arrival.source.id for f in found)
    if people and not same:
        return [*found, replace(own, credit=replace(own.credit, reason=arrival.reason) if own.credit else None)], True
    return found, False


def _shared(found: list[Finding]) -> tuple[tuple[Credit, ...], int]:
    """Equal shares for the findings, the odd millionths to the first; and the share of those that are open."""
    if not found:
        return (), 0
    kept = [f for k, f in enumerate(found) if f.open or not _is_double(f, found[:k])]
    part, odd = divmod(WHOLE, len(kept))
    credits: list[Credit] = []
    open_share = 0
    for place, finding in enumerate(kept):
        share = part + (odd if place == 0 else 0)
        if finding.credit is None:
            open_share += share
        else:
            credits.append(finding.credit.with_share(share))
    if len(kept) == 1 and credits and credits[0].rule == "own_website":
        # That somebody used the firm's own website says nothing of what led there.
        half = WHOLE // 2
        return (credits[0].with_share(half),), WHOLE - half
    return tuple(credits), open_share


def _is_double(finding: Finding, before: list[Finding]) -> bool:
    assert finding.credit is not None  # noqa: S101 - open findings are never doubles
    return any(f.credit is not None and f.credit.source.id == finding.credit.source.id for f in before)


def _arrived(arrival: Arrival) -> tuple[Credit, ...]:
    if arrival.source is None:
        return ()
    return (
        Credit(
            Role.ARRIVED_THROUGH,
            arrival.source,
            arrival.channel,
            WHOLE,
            0.99,
            arrival.rule,
            arrival.reason,
        ),
    )


def _suggestions(found: list[Finding]) -> tuple[Credit, ...]:
    """What a reviewer is offered: best first, each source once, at most five."""
    offered: dict[str, Credit] = {}
    for finding in found:
        for credit in (finding.credit,) if finding.credit else finding.suggestions:
            offered.setdefault(credit.source.id, credit if credit.share == 0 else credit.with_share(0))
    ranked = sorted(offered.values(), key=lambda credit: -credit.confidence)
    return tuple(ranked[:_MOST_SUGGESTIONS])


def _keyword(
    said: Findings, answer: str, searched: str, arrival: Arrival, found: list[Finding]
) -> tuple[str | None, KeywordKind | None]:
    """The phrase: known from the visit, else typed into its own field, else told in the answer."""
    if arrival.keyword:
        return arrival.keyword, "known"
    if searched.strip():
        return " ".join(searched.split()), "told"
    if said.phrase is not None:
        return answer[said.phrase[0] : said.phrase[1]], "told"
    chosen = [f for f in found if f.credit is not None and f.credit.rule == "choice"]
    if chosen and chosen[0].credit and chosen[0].credit.source.kind is Kind.SEARCH_ENGINE and said.found:
        return " ".join(answer.split())[:200], "told"
    return None, None


def _channel(arrival: Arrival, introduced: tuple[Credit, ...]) -> Channel:
    if arrival.channel is not Channel.UNASSIGNED:
        return arrival.channel
    return introduced[0].channel if introduced else Channel.UNASSIGNED


def _question(found: list[Finding], conflict: bool, open_share: int) -> str:
    if conflict:
        names = [f.credit.source.name for f in found if f.credit is not None]
        return f"Two facts name different sources: {' and '.join(names)}. Which one brought the client?"
    if open_share and not found:
        return "The firm's own website is named: what led the client there?"
    return next((f.question for f in found if f.question), "")
