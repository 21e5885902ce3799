"""The words of attribution: plain values that go into a decision and come out of it.

Shares are integers in millionths of the client (1,000,000 is the whole client), spans are half open
``(start, end)`` in code points of the raw answer, confidences are probabilities between 0 and 1.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

WHOLE = 1_000_000
"""The share of one whole client, in millionths."""

Decision = Literal["auto", "review", "none"]
KeywordKind = Literal["known", "told"]


class Kind(StrEnum):
    """What sort of thing a source is."""

    PARTNER = "partner"
    WEBSITE = "website"
    SEARCH_ENGINE = "search engine"
    SOCIAL_NETWORK = "social network"
    AI_ASSISTANT = "AI assistant"
    LOCAL_LISTING = "local listing"
    ADVERTISEMENT = "advertisement"
    EVENT = "event"
    EXISTING_CLIENT = "existing client"
    WORD_OF_MOUTH = "word of mouth"
    STAFF = "staff"
    OTHER = "other"


WEBSITE_KINDS = frozenset(
    {Kind.WEBSITE, Kind.SEARCH_ENGINE, Kind.SOCIAL_NETWORK, Kind.AI_ASSISTANT, Kind.LOCAL_LISTING}
)
"""The kinds that a ranking of websites shows."""


class Channel(StrEnum):
    """How a source reached us."""

    REFERRAL_PARTNER = "Referral partner"
    EXISTING_CLIENT = "Existing client"
    WORD_OF_MOUTH = "Word of mouth"
    DIRECT = "Direct"
    ORGANIC_SEARCH = "Organic Search"
    PAID_SEARCH = "Paid Search"
    ORGANIC_SOCIAL = "Organic Social"
    PAID_SOCIAL = "Paid Social"
    VIDEO = "Video"
    PAID_VIDEO = "Paid Video"
    LOCAL_LISTING = "Local Listing"
    AI_ASSISTANT = "AI Assistant"
    EMAIL = "Email"
    SMS = "SMS"
    WEBSITE = "Website"
    AFFILIATE = "Affiliate"
    SHOPPING = "Shopping"
    DISPLAY = "Display"
    AUDIO = "Audio"
    PUSH = "Push"
    PAID_OTHER = "Paid Other"
    OFFLINE = "Offline"
    UNASSIGNED = "Unassigned"


class Role(StrEnum):
    """What ties a client to a source: what the client said, or what the visit shows."""

    INTRODUCED_BY = "introduced_by"
    ARRIVED_THROUGH = "arrived_through"


class Entity(StrEnum):
    """Whether a partner is a person or a business."""

    PERSON = "person"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class Source:
    """Anything that brings clients, as a decision names it."""

    id: str
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the directory: a source with all that helps to recognise it.

    ``confirmed`` are aliases that a review taught (they decide by themselves); ``aliases`` are spellings
    that staff typed or imported. ``rejected`` are words of which staff have said that they do not mean this one:
    they leave at most a question. ``website`` is a host or an address; ``more_websites`` are others of the same one.
    """

    id: str
    name: str
    kind: Kind = Kind.PARTNER
    entity: Entity | None = None
    organisation: str = ""
    occupation: str = ""
    city: str = ""
    aliases: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    website: str = ""
    rejected: tuple[str, ...] = ()
    more_websites: tuple[str, ...] = ()

    @property
    def websites(self) -> tuple[str, ...]:
        """All its hosts or addresses."""
        return (self.website, *self.more_websites) if self.website else self.more_websites

    @property
    def source(self) -> Source:
        """The entry as a decision names it."""
        return Source(self.id, self.name, self.kind)


@dataclass(frozen=True, slots=True)
class Choice:
    """The choice that a client ticked: its label, and the source or kind that stands behind it, if any."""

    label: str
    kind: Kind | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit from the web as it is claimed: never trusted, only read."""

    landing_url: str = ""
    referrer: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """Ties the client to a source in one role. In ``Result.suggestions`` the same shape is a proposal."""

    role: Role
    source: Source
    channel: Channel
    share: int
    confidence: float
    rule: str
    reason: str
    span: tuple[int, int] | None = None

    def with_share(self, share: int) -> "Credit":
        """The same tie with this share of the client."""
        return Credit(self.role, self.source, self.channel, share, self.confidence, self.rule, self.reason, self.span)


@dataclass(frozen=True, slots=True)
class Result:
    """What was decided about one answer and its visit.

    The shares of the introduced-by credits and ``open_share`` add up to ``WHOLE`` unless there is nothing
    to credit and nothing to ask. ``open_first`` says that the open part is the decisive one, ``conflict``
    that it is open because two facts contradict each other; ``question`` says in plain words what a person
    has to settle. ``channel`` is the visit's, else the decisive credit's; ``arrived`` is
    the visit's alone, which may be known where its source is not (Direct).
    """

    decision: Decision
    credits: tuple[Credit, ...] = ()
    suggestions: tuple[Credit, ...] = ()
    keyword: str | None = None
    keyword_kind: KeywordKind | None = None
    channel: Channel = Channel.UNASSIGNED
    paid: bool | None = None
    open_share: int = 0
    open_first: bool = False
    conflict: bool = False
    question: str = ""
    arrived: Channel = Channel.UNASSIGNED

    def introduced_by(self) -> tuple[Credit, ...]:
        """The credits for what the client said, the decisive one first."""
        return tuple(credit for credit in self.credits if credit.role is Role.INTRODUCED_BY)

    def arrived_through(self) -> tuple[Credit, ...]:
        """The credits for what the visit shows."""
        return tuple(credit for credit in self.credits if credit.role is Role.ARRIVED_THROUGH)
