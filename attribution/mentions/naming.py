"""Which known media an answer names, and which kinds of source it speaks of without a name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from attribution.entries.directory import Directory
from attribution.mentions.assistants import is_also_a_name, is_plainly_meant, is_said_to_be_a_person
from attribution.mentions.listed_by import end_where_it_listed, is_written_as_a_name
from attribution.mentions.meant import (
    begins_a_list,
    ends_with_another,
    goes_before_a_name,
    is_a_post,
    is_meant,
    is_no_medium,
    is_somebody,
    is_the_magazine,
    speaks_of_a_site,
    stands_at,
)
from attribution.mentions.mention import Mention
from attribution.mentions.outlets import is_a_partners, is_a_person, named_alone, with_what_follows
from attribution.mentions.own_address import is_the_own_address
from attribution.mentions.spellings import (
    BEGINNING,
    Spelling,
    begins_a_long_one,
    by_two_words,
    is_nearly_a_first_name,
    long_spellings,
    longest_first,
    may_be_near,
)
from attribution.mentions.stations import station_at
from attribution.mentions.told_by import told_by
from attribution.model import Channel, Kind, Source
from attribution.tables import words
from attribution.web.places import is_webmail
from attribution.words.cues import Cue
from attribution.words.hosts import belongs, host_of
from attribution.words.media import FIRM_WEBSITE, Medium, all_media, medium_called, medium_told_at
from attribution.words.reading import Reading, are_words, is_a_word, stop_words
from attribution.words.text import slug


def media_in(reading: Reading, directory: Directory) -> list[Mention]:
    """Media named by word or address, in the order of the answer, none over another; one may be named twice."""
    found: list[Mention] = []
    end = 0
    sites = {cue.start: cue for cue in reversed(reading.of("own_site"))}
    begun = {*sites, *[said.start for said in reading.said], *_begun(reading, directory)}
    outlet = named_alone(reading, directory) if reading.words else None
    person = is_said_to_be_a_person(reading)
    if outlet is not None:
        begun.add(outlet[0])
    for place in sorted(begun - reading.taken):
        mention = _at(place, sites.get(place), reading, directory) if place >= end else None
        if mention is not None and mention.medium is not None and mention.medium.lists:
            mention = _where_it_listed(place, mention, reading, directory)
        if person and mention is not None and is_also_a_name(mention.medium):
            mention = None
        if mention is None and outlet is not None and place == outlet[0] and place >= end:
            mention = _mention(*outlet, reading, directory)
        if mention is not None:
            found.append(mention)
            end = mention.end
    return found or list(_other_scripts(reading))


def _where_it_listed(place: int, mention: Mention, reading: Reading, directory: Directory) -> Mention | None:
    """An insurer, body or the like with what says that it listed the firm, or None if nothing says so."""
    if mention.medium is None or reading.tokens[place].is_host:
        return mention
    listed = end_where_it_listed(place, mention.end, mention.medium, reading, directory)
    return replace(mention, end=listed) if listed else None


def _begun(reading: Reading, directory: Directory) -> Iterator[int]:
    """The places of words that may begin a name of a medium, as most do not.

    They begin one as it is spelt, or a word near is in no dictionary; if somebody is called so, it can only be a name
    run together.
    """
    names, said = by_two_words(), reading.words
    for place, (word, full, token) in enumerate(zip(said, reading.full, reading.tokens, strict=True)):
        if word in names or full in names or token.is_host or _GOOGLED in word:
            yield place
        if not is_a_word(word):
            near = range(max(0, place - 2), place + 1)
            named = directory.ids_with(word) or word in words("surnames")
            yield from [first for first in near if begins_a_long_one(said, first)] if named else near


_GOOGLED = "googl"
"""What every language makes its verb of ("wygooglowałem", "ergoogelt" and the like)."""


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
    if own is not None and not (place and reading.words[place - 1] == "than"):
        return Mention(own.start, own.end, FIRM_WEBSITE, Channel.WEBSITE, "own_website", own_site=True)
    for phrase, medium, careful in _spelt_at(place, reading):
        end = place + len(phrase)
        if not stands_at(place, phrase, reading) or any(p in reading.taken for p in range(place, end)):
            continue
        plain = is_plainly_meant(place, end, medium, reading, directory) or _is_its_site(end, medium, reading)
        written = plain or (medium.lists and is_written_as_a_name(place, end, reading))
        if careful and not written and not is_meant(place, end, medium, reading, directory):
            continue
        somebody = is_somebody(place, phrase, reading, directory) or is_a_person(place, end, medium, reading)
        if end - 1 in reading.adjectives or somebody or is_no_medium(place, medium, reading, directory):
            continue
        paper = phrase[-1] in {"post", "mail"} and _is_a_paper(end - 1, reading)
        meant = medium_called("newspaper ad") if paper and medium.name == "Mailer" else None
        found = _mention(place, end, meant or medium, reading, directory)
        return replace(found, plain=True) if plain else found
    station = station_at(place, reading, directory)
    if station is None and _GOOGLED in token.text and not directory.ids_with(token.text):
        station = medium_called("google")
    end, known = (place + 1, station) if station else _misspelt(place, reading, directory) or (place, None)
    return _mention(place, end, known, reading, directory) if known else None


def _is_a_paper(place: int, reading: Reading) -> bool:
    """Whether "Post" or "Mail" is written as the name of a paper ("in the Post"), and not as what came by it."""
    led = reading.words[place - 1 : place] == ["the"] and not reading.tokens[place - 1].capital
    return led and reading.capital_inside(place) and _CAME_BY_MAIL.isdisjoint(reading.words)


_CAME_BY_MAIL = frozenset({"coupon", "coupons", "postcard", "flyer", "flier", "leaflet", "letter", "card", "junk"})


def _is_its_site(end: int, medium: Medium, reading: Reading) -> bool:
    """Whether the site of a listing is said to be meant ("BBB site"), whoever has the same initials."""
    return medium.kind is Kind.LOCAL_LISTING and reading.words[end : end + 1] in (["site"], ["website"], ["app"])


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
            if is_a_partners(said.start, said.end, said.medium, reading, directory):
                continue
            if said.medium.rule == "walk_by" and ends_with_another(said.start, said.end, reading):
                continue
            if said.medium.kind is Kind.ADVERTISEMENT and speaks_of_a_site(said.start, said.end, reading):
                continue
            end = _before_an_entry(said.start, said.end, reading, directory)
            # A paper that is an entry itself is the source: what stood in it is only the means.
            medium = said.medium if end == said.end else replace(said.medium, optional=True)
            medium = told_by(medium, reading.words[place:end])
            return _mention(place, end, medium, reading, directory)
    return None


_MAGAZINE = (["magazine"], ["mag"], ["list"])


def _before_an_entry(start: int, end: int, reading: Reading, directory: Directory) -> int:
    """The end of the words before two words of one entry ("advert in the Leinster Leader"), or ``end``; a paper that is
    known has the name of its town, as others there do."""
    seen: dict[str, int] = {}
    for place in range(start + 1, end):
        if reading.words[place] in stop_words():
            continue
        ids = directory.ids_with(reading.words[place])
        both = [seen[id] for id in ids if id in seen]
        if both:
            first = min(both)
            return end if _is_a_known_paper(first, end, reading) else max(start + 1, first)
        seen.update(dict.fromkeys(ids, place))
    return end


def _is_a_known_paper(start: int, end: int, reading: Reading) -> bool:
    names = (phrase for phrase, _, careful in _spelt_at(start, reading) if len(phrase) > 2 and not careful)
    return any(stands_at(start, phrase, reading) and start + len(phrase) >= end for phrase in names)


def _at_host(place: int, reading: Reading, directory: Directory) -> Mention | None:  # noqa: PLR0911 - one ground after another reads best as a ladder
    host = host_of(reading.tokens[place].raw)
    if not host:
        return None
    if (place and any(c.end == place for c in reading.of("own_site"))) or belongs(host, directory.own_hosts):
        return Mention(place, place + 1, FIRM_WEBSITE, Channel.WEBSITE, "own_website", own_site=True)
    partner = directory.partner_at(host)
    if partner is not None:
        return Mention(place, place + 1, partner.source, Channel.REFERRAL_PARTNER, "website_of_partner", entry=partner)
    medium = medium_told_at(host)
    if medium is not None:
        return _mention(place, place + 1, medium, reading, directory)
    if "@" in reading.tokens[place].raw or is_webmail(host):
        return None
    rest = reading.words[:place] + reading.words[place + 1 :]
    if not directory.own_hosts and is_the_own_address(reading.tokens[place].raw, rest):
        # A firm that has not said which hosts are its own is answered with its own address, and little else.
        return Mention(place, place + 1, FIRM_WEBSITE, Channel.WEBSITE, "own_website", own_site=True)
    return Mention(place, place + 1, Source(slug(host), host, Kind.WEBSITE), Channel.WEBSITE, "website_address")


def _mention(start: int, end: int, medium: Medium, reading: Reading, directory: Directory) -> Mention:
    """A medium as a mention; the firm's own row of it is the source, and words of advertising make it paid."""
    end, medium = with_what_follows(end, medium, reading)
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
    said = reading.words[place : place + 3]
    if said[0][:BEGINNING] not in beginnings and len(said[0]) >= BEGINNING:
        return None
    if are_words(said):
        return None  # Only a name of which a word is in no dictionary is misspelt.
    for count in range(len(said), 0, -1):
        end, parts = place + count, said[:count]
        glued = "".join(parts)
        if len(glued) < _LONG_ENOUGH[count] or not may_be_near(glued):
            continue
        if reading.sentence[place] != reading.sentence[end - 1] or not reading.taken.isdisjoint(range(place, end)):
            continue
        if count > 1 and glued in media and not are_words(parts):
            return end, media[glued]
        strange = [word for word in parts if not is_a_word(word)]
        if not strange or any(directory.ids_with(w) or w in words("surnames") for w in strange):
            continue
        near = vocabulary.near(glued)
        if not near or near[0][1] > 1 or (count == 1 and is_nearly_a_first_name(glued, directory)):
            continue
        if not goes_before_a_name(end, media[near[0][0]], reading, directory):
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
