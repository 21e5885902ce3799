"""What a visit is classified as, in the form in which the tables of expected visits are written."""

from attribution import Arrival, Visit, classify
from tests.attribution.people_of_quincy import quincy

LANDING = "https://www.firm.example/"
DIRECTORY = quincy()


def arrived(tags: str = "", referrer: str = "") -> Arrival:
    """The arrival of a visit on the firm's page with these tags in its address."""
    return classify(Visit(f"{LANDING}?{tags}" if tags else LANDING, referrer), DIRECTORY)


def seen(tags: str = "", referrer: str = "") -> tuple[str | None, str | None, str, bool | None, str | None]:
    """The name and kind of the source, the channel, whether it was paid for, and the phrase."""
    arrival = arrived(tags, referrer)
    source = arrival.source
    return (
        source.name if source else None,
        str(source.kind) if source else None,
        str(arrival.channel),
        arrival.paid,
        arrival.keyword,
    )
