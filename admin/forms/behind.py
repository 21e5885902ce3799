"""What stands behind a choice: nothing, a kind of source, or one source that is picked by its name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.pages import number_typed
from attribution import Kind
from records.clients import Client
from records.reviews.reviewing import source_of_client
from records.sources import Source
from records.sources.merged import source_meant
from reports.clients.directory_search import meant_by

KINDS = {
    "": "nothing: it says no source",
    Kind.PARTNER.value: "a partner",
    Kind.EXISTING_CLIENT.value: "an existing client",
    Kind.WORD_OF_MOUTH.value: "word of mouth",
    Kind.SEARCH_ENGINE.value: "a search engine",
    Kind.AI_ASSISTANT.value: "an AI assistant",
    Kind.SOCIAL_NETWORK.value: "a social network",
    Kind.LOCAL_LISTING.value: "a local listing or review site",
    Kind.WEBSITE.value: "another website",
    Kind.ADVERTISEMENT.value: "an advertisement",
    Kind.EVENT.value: "an event",
    Kind.STAFF.value: "one of the staff",
}
"""What a choice can stand for, by the word that is kept."""


CLIENT = "client"
"""What stands before the number of a client, where others are sources by their numbers."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What was sent for a choice: a kind, or a source by its number with its kind.

    A ``problem`` says why a typed name is no source; ``meant`` and ``clients`` are those that it can mean.
    """

    kind: str | None
    source_id: int | None = None
    problem: str = ""
    meant: Sequence[Source] = ()
    clients: Sequence[Client] = ()


def read_behind(session: Session, fields: Mapping[str, str], key: str, before: Mapping[str, Any]) -> Behind:
    """What stands behind the choice of this key, as it was sent; ``before`` is the choice as it was."""
    kind = fields.get(f"choice.{key}.kind", "")
    kind = kind if kind in KINDS else before.get("kind") or ""
    typed = " ".join(fields.get(f"choice.{key}.source", "").split())
    if not typed:
        return Behind(kind or None)
    source = _chosen(session, fields, key, typed, before)
    if source:
        return Behind(source.kind.value, source.id)
    meant = meant_by(session, typed)
    if meant.is_sure and meant.sources:
        return Behind(meant.sources[0].kind.value, meant.sources[0].id)
    if meant.is_sure:
        # A client is in the directory only once somebody has said so, since answers can name them from then on.
        problem = f"“{typed}” is a client. Choose them, and they are in your directory from now on:"
    elif meant.sources or meant.clients:
        problem = f"Several can be meant by “{typed}”. Choose one:"
    else:
        problem = f"Nobody in your directory is called “{typed}”. Add them first, or leave the name out."
    return Behind(kind or None, before.get("source_id"), problem, meant.sources, meant.clients)


def _chosen(
    session: Session, fields: Mapping[str, str], key: str, typed: str, before: Mapping[str, Any]
) -> Source | None:
    """The source that was chosen among several of a name, or that stays because its name was not touched."""
    which, _, of_client = fields.get(f"choice.{key}.which", "").partition(" ")
    number = number_typed(of_client) if which == CLIENT else None
    client = session.get(Client, number) if number else None
    if client:
        return source_of_client(session, client, datetime.now(UTC))
    chosen = number_typed(which)
    for number in (chosen, before.get("source_id")):
        source = session.get(Source, number) if number else None
        if source and (number == chosen or typed in {source.name, source_meant(session, source).name}):
            return source
    return None


def sources_behind(session: Session, definition: Mapping[str, Any]) -> dict[int, Source]:
    """The sources behind the choices of a definition, by their numbers."""
    numbers = {choice.get("source_id") for choice in definition.get("choices", [])} - {None}
    found = session.scalars(select(Source).where(Source.id.in_(numbers))).unique()
    return {source.id: source for source in found}


def what_became(session: Session, source: Source | None) -> str:
    """What staff should know of the source behind a choice: that it is gone, merged or retired; else nothing."""
    if source is None:
        return "This source is not in your directory any more. Pick another, or leave the name out."
    meant = source_meant(session, source)
    merged = "" if meant is source else f"{source.name} was merged into {meant.name}: answers count for {meant.name}. "
    retired = f"{meant.name} is retired: answers with this choice wait for a person." if meant.retired_at else ""
    return (merged + retired).strip()
