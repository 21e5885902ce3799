"""Which known media an answer names, and which kinds of source it speaks of without a name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from attribution.cues import Cue
from attribution.directory import Directory
from attribution.hosts import belongs, host_of
from attribution.meant import (
    begins_a_list,
    ends_with_another,
    goes_before_a_name,
    is_a_partner,
    is_a_post,
    is_join,
    is_meant,
    is_the_magazine,
    stands_at,
)
from attribution.media import FIRM_WEBSITE, Medium, all_media, medium_at, medium_called
from attribution.model import Channel, Entry, Kind, Source
from attribution.reading import Reading, are_words, is_a_word, stop_words
from attribution.spellings import (
    BEGINNING,
    Spelling,
    begins_a_long_one,
    by_two_words,
    long_spellings,
    longest_first,
    may_be_near,
)
from attribution.tables import table, words
from attribution.text import slug
from attribution.web.places import is_webmail

_OF_A_SITE = frozenset(
    {"contact", "form", "site", "website", "page", "web", "the", "on", "booking", "online", "at", "just", "via", "your"}
)
"""Words beside an address that is the whole answer."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A source that is no entry of the directory, or an entry named by its website, at these places."""

    start: int
    end: int
    source: Source
    channel: Channel
    rule: str
    medium: Medium | None = None
    entry: Entry | None = None
    own_site: bool = False
    paid: bool | None = None


def media_in(reading: Reading, directory: Directory) -> list[Mention]:
    """Media named by word or address, in the order of the answer, none over another."""
    found: list[Mention] = []
    end = 0
    sites = {cue.start: cue for cue in reversed(reading.of("own_site"))}
    begun = {*sites, *[said.start for said in reading.said], *_begun(reading, directory)}
    for place in sorted(begun - reading.taken):
        if place >= end and (mention := _at(place, sites.get(place), reading, directory)) is not None:
            found.append(mention)
            end = mention.end
    return _without_doubles(found or list(_other_scripts(reading)), reading)


def _begun(reading: Reading, directory: Directory) -> Iterator[int]:
    """The places of words that may begin a name of a medium, as few do: as it is spelt, or where a word near is in no
    dictionary. If somebody is called so, it can only be a name run together."""
    names = by_two_words()
    for place, word in enumerate(reading.words):
        if word in names or reading.full[place] in names or reading.tokens[place].is_host:
            yield place
        if not is_a_word(word):
            near = range(max(0, place - 2), place + 1)
            named = directory.ids_with(word) or word in words("surnames")
            yield from [first for first in near if begins_a_long_one(reading.words[first])] if named else near


def _at(place: int, own: Cue | None, reading: Reading, directory: Directory) -> Mention | None:
    """The medium that is named from a place on; ``own`` are words there for the firm's own website."""
    token = reading.tokens[place]
    if token.is_host:
        return _at_host(place, reading, directory)
    if reading.said and (said := _said_at(place, reading, directory)):
        return said
    if token.text == "which" and is_the_magazine(place, reading):
        medium = medium_called("which")
        end = place + 1 + (reading.words[place + 1 : place + 2] in _MAGAZINE)
        return _mention(place, end, medium, reading, directory) if medium else None
    if own is not None:
        return Mention(own.start, own.end, FIRM_WEBSITE, Channel.WEBSITE, "own_website", own_site=True)
    for phrase, medium, careful in _spelt_at(place, reading):
        end = place + len(phrase)
        if not stands_at(place, phrase, reading) or any(p in reading.taken for p in range(place, end)):
            continue
        if careful and not is_meant(place, end, medium, reading, directory):
            continue
        if end - 1 in reading.adjectives or is_a_partner(medium, directory):
            continue
        return _mention(place, end, medium, reading, directory)
    misspelt = _misspelt(place, reading, directory)
    return _mention(place, misspelt[0], misspelt[1], reading, directory) if misspelt else None


def _spelt_at(place: int, reading: Reading) -> Sequence[Spelling]:
    """The spellings of media whose first two words stand at a place, the longest first."""
    by_second = by_two_words().get(reading.words[place]) or by_two_words().get(reading.full[place])
    if by_second is None:
        return ()
    alone = by_second.get("", ())
    if place + 1 == len(reading.words):
        return alone
    after, full = reading.words[place + 1], reading.full[place + 1]
    longer = by_second.get(after, ())
    if after != full:
        longer = sorted((*longer, *by_second.get(full, ())), key=longest_first)
    return (*longer, *alone) if longer else alone


def _said_at(place: int, reading: Reading, directory: Directory) -> Mention | None:
    """The longest turn of phrase that begins here, short of the words that name an entry of the directory."""
    for said in reading.said:
        if said.start == place and said.medium is not None and reading.taken.isdisjoint(range(place, said.end)):
            if begins_a_list(said, reading) or is_a_post(said.start, said.end, said.medium, reading):
                continue
            if said.medium.rule == "walk_by" and ends_with_another(said.start, said.end, reading):
                continue
            end = _before_an_entry(said.start, said.end, reading, directory)
            # A paper that is an entry itself is the source: what stood in it is only the means.
            medium = said.medium if end == said.end else replace(said.medium, optional=True)
            if medium.name == "Newspaper ad" and _COMMUNITIES.intersection(reading.words[place:end]):
                medium = medium_called("mailing list") or medium
            return _mention(place, end, medium, reading, directory)
    return None


_MAGAZINE = (["magazine"], ["mag"], ["list"])
_COMMUNITIES = frozenset(table("mentions")["communities"])


def _before_an_entry(start: int, end: int, reading: Reading, directory: Directory) -> int:
    """The end of the words before two words of one entry ("advert in the Leinster Leader"), or ``end``."""
    seen: dict[str, int] = {}
    for place in range(start + 1, end):
        if reading.words[place] in stop_words():
            continue
        ids = directory.ids_with(reading.words[place])
        both = [seen[id] for id in ids if id in seen]
        if both:
            return max(start + 1, min(both))
        seen.update(dict.fromkeys(ids, place))
    return end


def _at_host(place: int, reading: Reading, directory: Directory) -> Mention | None:  # noqa: PLR0911 - one ground after another reads best as a ladder
    host = host_of(reading.tokens[place].raw)
    if not host:
        return None
    if (place and any(c.end == place for c in reading.of("own_site"))) or belongs(host, directory.own_hosts):
        return Mention(place, place + 1, FIRM_WEBSITE, Channel.WEBSITE, "own_website", own_site=True)
    partner = directory.partner_at(host)
    if partner is not None:
        return Mention(place, place + 1, partner.source, Channel.REFERRAL_PARTNER, "website_of_partner", entry=partner)
    medium = medium_at(host)
    if medium is not None:
        return _mention(place, place + 1, medium, reading, directory)
    if "@" in reading.tokens[place].raw or is_webmail(host):
        return None
    if not directory.own_hosts and all(
        word in _OF_A_SITE for word in (*reading.words[:place], *reading.words[place + 1 :])
    ):
        # A firm that has not said which hosts are its own is answered with its own address, and little else.
        return Mention(place, place + 1, FIRM_WEBSITE, Channel.WEBSITE, "own_website", own_site=True)
    return Mention(place, place + 1, Source(slug(host), host, Kind.WEBSITE), Channel.WEBSITE, "website_address")


def _mention(start: int, end: int, medium: Medium, reading: Reading, directory: Directory) -> Mention:
    """A medium as a mention; the firm's own row of it is the source, and words of advertising make it paid."""
    entry = directory.called(medium.name, medium.kind)
    source = entry.source if entry else medium.source
    rule = medium.rule or ("advertising_medium" if medium.kind is Kind.ADVERTISEMENT else "website_name")
    channel, paid = medium.channel, None
    online = medium.kind in {Kind.SEARCH_ENGINE, Kind.SOCIAL_NETWORK}
    if online and any(_beside(c.start, c.end, start, end, reading) for c in reading.of("ads")):
        paid = True
        if medium.kind is Kind.SEARCH_ENGINE:
            channel = Channel.PAID_SEARCH
        else:
            channel = Channel.PAID_VIDEO if channel is Channel.VIDEO else Channel.PAID_SOCIAL
    return Mention(start, end, source, channel, rule, medium=medium, paid=paid)


def _beside(low: int, high: int, start: int, end: int, reading: Reading) -> bool:
    near = 0 <= low - end <= 2 or 0 <= start - high <= 3
    denied = low > 0 and reading.words[low - 1] in {"no", "not"}
    return near and not denied and reading.sentence[low] == reading.sentence[start]


def _misspelt(place: int, reading: Reading, directory: Directory) -> tuple[int, Medium] | None:
    """A long name of a medium, run together or with one letter wrong, unless its words are names or others'."""
    vocabulary, media, beginnings = long_spellings()
    if reading.words[place][:BEGINNING] not in beginnings and len(reading.words[place]) >= BEGINNING:
        return None
    if are_words(reading.words[place : place + 3]):
        return None  # Only a name of which a word is in no dictionary is misspelt.
    for count in (3, 2, 1):
        end = place + count
        if end > len(reading.words) or reading.sentence[place] != reading.sentence[end - 1]:
            continue
        parts = reading.words[place:end]
        glued = "".join(parts)
        if len(glued) < _LONG_ENOUGH[count] or not may_be_near(glued):
            continue
        if not reading.taken.isdisjoint(range(place, end)):
            continue
        if count > 1 and glued in media and not are_words(parts):
            return end, media[glued]
        strange = [word for word in parts if not is_a_word(word)]
        if not strange or any(directory.ids_with(w) or w in words("surnames") for w in strange):
            continue
        near = vocabulary.near(glued)
        if near and near[0][1] == 1 and not goes_before_a_name(end, media[near[0][0]], reading, directory):
            return end, media[near[0][0]]
    return None


_LONG_ENOUGH = {1: 6, 2: 9, 3: 11}
"""How many letters a misspelt name must have, by the number of words that it is written in."""


def _other_scripts(reading: Reading) -> Iterator[Mention]:
    """Names in scripts without spaces are found inside the raw text."""
    if reading.answer.isascii():
        return
    text = reading.answer.casefold()
    for medium in all_media():
        for start in medium.starts:
            at = text.find(start.casefold())
            if at < 0:
                continue
            for place, token in enumerate(reading.tokens):
                if token.start <= at < token.end:
                    yield Mention(place, place + 1, medium.source, medium.channel, "website_name", medium=medium)
                    break
            break


def _without_doubles(found: list[Mention], reading: Reading) -> list[Mention]:
    kept: dict[str, Mention] = {}
    for mention in found:
        if not _is_named_again(mention, kept.values(), reading):
            kept.setdefault(mention.source.id, mention)
    return _without_the_sheet(list(kept.values()), reading)


def _is_named_again(mention: Mention, before: Iterable[Mention], reading: Reading) -> bool:
    """Whether one word names again what stood in a longer turn of phrase ("flyer in the mail ... the flyer got me")."""
    if mention.end - mention.start > 1:
        return False
    word = reading.words[mention.start]
    return any(word in reading.words[m.start : m.end] and m.end - m.start > 1 for m in before)


def _without_the_sheet(found: list[Mention], reading: Reading) -> list[Mention]:
    """A poster is where it hangs, and who passed it saw it: one of two words for the same sight is left out."""
    ads = [m for m in found if m.source.kind is Kind.ADVERTISEMENT and m.rule != "walk_by"]
    posters = [m for m in ads if _is_named(m, "Billboard") and m.end - m.start == 1 and not _listed(m, ads, reading)]
    on_air = [m for m in ads if _is_named(m, "Radio ad")]
    dropped = [m for m in posters if len(ads) > len(posters) and _is_near(m, ads)]
    dropped += [m for m in ads if on_air and _is_named(m, "TV ad") and m.end - m.start == 1]
    dropped += [m for m in found if m.rule == "walk_by" and any(0 <= ad.start - m.end <= 1 for ad in ads)]
    papers = [m for m in ads if _is_named(m, "Newspaper ad") or _is_named(m, "Magazine ad")]
    cut_out = [m for m in ads if _is_named(m, "Mailer") and reading.words[m.start] in _CUT_OUT]
    dropped += [m for m in cut_out if papers and _is_near(m, papers) and not _listed(m, papers, reading)]
    return [m for m in found if m not in dropped]


_CUT_OUT = frozenset({"coupon", "coupons", "voucher", "vouchers"})


def _is_named(mention: Mention, name: str) -> bool:
    return mention.medium is not None and mention.medium.name == name


def _listed(mention: Mention, others: list[Mention], reading: Reading) -> bool:
    """Whether a poster is one of several in a list, and not only where it hangs."""
    return any(
        (o.start == mention.end and is_join(o.start, reading))
        or (o.end == mention.start and is_join(mention.start, reading))
        for o in others
    )


def _is_near(mention: Mention, others: list[Mention]) -> bool:
    return any(o is not mention and max(o.start - mention.end, mention.start - o.end) <= 4 for o in others)
