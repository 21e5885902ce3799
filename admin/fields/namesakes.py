"""Telling somebody who writes down a new source that one of this name is there already."""

from collections.abc import Sequence

from attribution import Source as Named
from records.sources import Source

ANOTHER = "Make another one of this name"


def about(source: Source | Named) -> str:
    """What tells a source apart from others of its name: a partner's trade, firm and town, else its kind."""
    if isinstance(source, Source) and source.partner:
        known = (source.partner.occupation, source.partner.organisation, source.partner.city)
        return ", ".join(word for word in known if word)
    return str(source.kind)


def there_already(found: Sequence[Source | Named]) -> str:
    """One sentence that names everybody who is there."""
    named = [f"{source.name} ({about(source) or source.kind})" for source in found]
    return f"{' and '.join(named)} {'is' if len(named) == 1 else 'are'} there already."
