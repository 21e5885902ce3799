"""What attribution knows of a source without any directory: whether it knows it, and how it reaches a firm."""

from attribution.model import Channel, Kind
from attribution.web.places import place_called
from attribution.words.media import CHANNEL_OF_KIND, FIRM_WEBSITE, medium_called, unnamed
from attribution.words.text import fold


def is_built_in(name: str, kind: Kind) -> bool:
    """Whether a source of this name and kind is found without a row in the directory ("Google", "Word of mouth")."""
    medium = medium_called(fold(name))
    place = place_called(name)
    if (medium is not None and medium.kind is kind) or (place is not None and place.kind is kind):
        return True
    return fold(name) in {fold(unnamed(kind).name), fold(FIRM_WEBSITE.name)}


def said_channel(kind: Kind, name: str = "") -> Channel:
    """The channel of a source that a person said, without a visit: that of the known medium, else of its kind."""
    medium = medium_called(fold(name))
    return medium.channel if medium is not None and medium.kind is kind else CHANNEL_OF_KIND[kind]
