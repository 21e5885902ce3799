"""Of all media that an answer names, those that are meant: each once, and of two words for one thing the right one."""

from collections.abc import Iterable
from itertools import pairwise

from attribution.channels.in_turn import stand_in_turn
from attribution.mentions.meant import is_join
from attribution.mentions.mention import Mention
from attribution.mentions.outlets import MAGAZINES
from attribution.model import Kind
from attribution.words.reading import Reading


def without_doubles(found: list[Mention], reading: Reading) -> list[Mention]:
    """Each medium once, and of two that are told of the same sight, sheet or search only the one that is meant."""
    kept: dict[str, Mention] = {}
    for mention in found:
        if not _is_named_again(mention, kept.values(), reading):
            kept.setdefault(mention.source.id, mention)
            if _is_the_answer(mention, reading):
                kept[mention.source.id] = mention
    once = list(kept.values())
    if len(once) < 2:
        return once
    for without in (
        *(_without_the_address, _without_its_form, _without_its_other_name),
        *(_without_the_maker, _without_what_is_put_right, _without_the_sheet),
    ):
        once = without(once, reading)
    return once


def _without_the_address(found: list[Mention], reading: Reading) -> list[Mention]:
    """A site and its address are one source: "the State Bar site, mnbar.org" is the address that was told, and
    "www.ourfirm.example/fees, the page on your own site" is the firm's own site."""
    dropped = []
    for host in (m for m in found if m.rule == "website_address"):
        for other in found:
            before = other.end <= host.start <= other.end + 1
            after = host.end <= other.start <= host.end + _APPOSED
            between = reading.words[other.end : host.start] if before else reading.words[host.end : other.start]
            if other is host or not (before or after) or not _APART.isdisjoint(between):
                continue
            if other.own_site:
                dropped.append(host)
            elif before and reading.words[host.start - 1] in _PAGES:
                dropped.append(other)
    return [m for m in found if m not in dropped]


def _without_its_form(found: list[Mention], reading: Reading) -> list[Mention]:
    """What is named, without the word behind it for what it is: "Super Lawyers magazine" is no magazine besides."""
    ends = {m.end for m in found if m.source.kind is Kind.LOCAL_LISTING}
    return [m for m in found if not (m.start in ends and reading.words[m.start] in MAGAZINES)]


def _without_its_other_name(found: list[Mention], reading: Reading) -> list[Mention]:
    """What is named, without what else it is or was called ("Yell, I still call it the yellow pages"); and of two of
    which the client takes back the first ("a billboard, no, a bus bench"), the second."""
    dropped = []
    for first, second in pairwise(sorted(found, key=lambda m: m.start)):
        between = reading.words[first.end : second.start]
        if not 0 < len(between) <= _AN_ASIDE or reading.sentence[first.end - 1] != reading.sentence[second.start]:
            continue
        if any(between[k : k + len(said)] == said for said in _CALLED for k in range(len(between))):
            dropped.append(second)
        elif between[0] == "no" and len(between) > 1 and _TAKEN_BACK.issuperset(between):
            dropped.append(first)
    return [m for m in found if m not in dropped]


_AN_ASIDE = 8
_CALLED = (
    ["call", "it"],
    ["called", "it"],
    ["used", "to", "be"],
    ["formerly"],
    ["aka"],
    ["known", "as"],
)
_TAKEN_BACK = frozenset({"no", "wait", "sorry", "a", "an", "the", "your", "it", "was", "actually", "i", "mean"})
_APPOSED = 4
_PAGES = frozenset({"site", "website", "webpage", "page", "portal", "directory"})
_APART = frozenset({"then", "and", "or", "also", "plus", "to", "before", "after", "but"})


def _is_named_again(mention: Mention, before: Iterable[Mention], reading: Reading) -> bool:
    """Whether one word names again what stood in a longer turn of phrase ("flyer in the mail ... the flyer got me")."""
    if mention.end - mention.start > 1:
        return False
    word = reading.words[mention.start]
    return any(word in reading.words[m.start : m.end] and m.end - m.start > 1 for m in before)


def _is_the_answer(mention: Mention, reading: Reading) -> bool:
    """Whether a medium that was named before is said to be what it was after all ("never trust a leaflet. It was a
    leaflet")."""
    before = reading.words[max(0, mention.start - 3) : mention.start]
    return before[:2] == ["it", "was"] and before[2:] in (["a"], ["an"], ["the"], ["your"], ["ur"])


def _without_the_sheet(found: list[Mention], reading: Reading) -> list[Mention]:
    """A poster is where it hangs, and who passed it saw it: one of two words for the same sight is left out."""
    ads = [m for m in found if m.source.kind is Kind.ADVERTISEMENT and m.rule != "walk_by"]
    posters = [m for m in ads if _is_named(m, "Billboard") and m.end - m.start == 1 and not _listed(m, ads, reading)]
    on_air = [m for m in ads if _is_named(m, "Radio ad")]
    dropped = [m for m in posters if len(ads) > len(posters) and _is_near(m, ads)]
    dropped += [m for m in ads if on_air and _is_named(m, "TV ad") and m.end - m.start == 1]
    dropped += [m for m in found if m.rule == "walk_by" and any(0 <= ad.start - m.end <= 1 for ad in ads)]
    papers = [m for m in ads if _is_named(m, "Newspaper ad") or _is_named(m, "Magazine ad")]
    glossy = [m for m in papers if _is_named(m, "Magazine ad")]
    dropped += [m for m in papers if glossy and m not in glossy and reading.words[m.end - 1] == "page"]
    posted = any(_is_named(m, "Mailer") for m in ads)
    dropped += [
        m for m in ads if posted and _is_named(m, "Flyer") and _WHERE.issuperset(reading.words[m.start : m.end])
    ]
    pinned = [m for m in ads if _is_named(m, "Noticeboard")]
    dropped += [m for m in pinned if any(_is_near(m, [ad]) for ad in ads if ad not in pinned)]
    cut_out = [m for m in ads if _is_named(m, "Mailer") and reading.words[m.end - 1] in _CUT_OUT]
    sites = [m for m in found if m.own_site]
    dropped += [m for m in cut_out if papers and _is_near(m, papers) and not _listed(m, papers, reading)]
    dropped += [m for m in cut_out if _had_it(m, papers + sites, reading)]
    return [m for m in found if m not in dropped]


def _had_it(coupon: Mention, others: list[Mention], reading: Reading) -> bool:
    """Whether a coupon is what stood in another medium ("that paper ..., you had a coupon", "your site had one")."""
    before = reading.words[max(0, coupon.start - 3) : coupon.end]
    return not _HAD.isdisjoint(before) and any(
        o.end <= coupon.start and reading.sentence[o.start] == reading.sentence[coupon.start] for o in others
    )


_WHERE = frozenset({"through", "thru", "the", "my", "our", "door", "letterbox"})
"""Where sheets come in, which does not say what came."""
_HAD = frozenset({"had", "has", "with"})
_CUT_OUT = frozenset({"coupon", "coupons", "voucher", "vouchers"})


def _is_named(mention: Mention, name: str) -> bool:
    return mention.medium is not None and mention.medium.name == name


def _listed(mention: Mention, others: list[Mention], reading: Reading) -> bool:
    """Whether a poster is one of several in a list, and not only where it hangs."""
    return any(
        (o.start == mention.end and is_join(o.start, reading))
        or (o.end == mention.start and is_join(mention.start, reading))
        or (o is not mention and stand_in_turn(o, mention, reading))
        for o in others
    )


def _is_near(mention: Mention, others: list[Mention]) -> bool:
    return any(o is not mention and max(o.start - mention.end, mention.start - o.end) <= 4 for o in others)


def _without_the_maker(found: list[Mention], reading: Reading) -> list[Mention]:
    """Without whose an assistant is, or what it stands in ("gemini, the google one", "meta ai in whatsapp")."""
    gemini = any(_is_named(m, "Gemini") for m in found)
    meta = next((m for m in found if _is_named(m, "Meta AI")), None)
    kept = []
    for mention in found:
        after = reading.words[mention.end] if mention.end < len(reading.words) else ""
        stars = [word[:4] for word in reading.words[mention.end + 1 : mention.end + 2]] == ["star"]
        owner = reading.full[mention.end - 1] == "googles" or (after in {"one", "thing", "ai"} and not stars)
        if gemini and owner and _is_named(mention, "Google"):
            continue
        if meta is not None and mention is not meta and mention.source.kind is Kind.SOCIAL_NETWORK:
            between = reading.words[meta.end : mention.start]
            if between and all(word in _INSIDE for word in between):
                continue
        kept.append(mention)
    return kept


_INSIDE = frozenset({"in", "on", "the", "my", "our", "inside", "from", "via", "through"})


def _without_what_is_put_right(found: list[Mention], reading: Reading) -> list[Mention]:
    """Without media that are asked and answered with no ("Yelp? no, google reviews"), or stand in the reason for
    another of their kind ("DuckDuckGo because my husband looks at the google history")."""
    kept = list(found)
    for place, word in enumerate(reading.words):
        if word in _NO and "?" in reading.tokens[place].before and any(m.start > place for m in kept):
            asked = _asked_before(place, reading)
            kept = [m for m in kept if m.start > place or reading.sentence[m.start] not in asked]
        elif word in _BECAUSE:
            sentence = reading.sentence[place]
            first = {m.source.kind for m in kept if m.end <= place and reading.sentence[m.start] == sentence}
            kept = [m for m in kept if not _is_in_the_reason(m, place, first & _SEARCHED, reading)]
    return kept


def _asked_before(place: int, reading: Reading) -> set[int]:
    """The questions right before a word, by their numbers."""
    asked = set()
    while place and "?" in reading.tokens[place].before:
        asked.add(reading.sentence[place - 1])
        place = reading.bounds(place - 1)[0]
    return asked


def _is_in_the_reason(mention: Mention, place: int, first: set[Kind], reading: Reading) -> bool:
    same = mention.start > place and reading.sentence[mention.start] == reading.sentence[place]
    same = same and _TOLD.isdisjoint(reading.words[mention.end : mention.end + 1])
    return same and bool(first) and mention.source.kind in _SEARCHED


_SEARCHED = frozenset({Kind.SEARCH_ENGINE, Kind.AI_ASSISTANT})
_TOLD = frozenset({"told", "said", "gave", "suggested", "recommended", "listed", "named"})
_NO = frozenset({"no", "nope", "nah"})
_BECAUSE = frozenset({"because", "cos", "cuz", "coz", "bc"})
