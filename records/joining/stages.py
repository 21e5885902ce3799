"""The stage of a person who was two clients: what a person has set wins, else the one that is further."""

from datetime import datetime

from sqlalchemy.orm import Session

from records.clients import Client, Stage, StageChange, stage_changes

FURTHER = (Stage.ENQUIRY, Stage.UNQUALIFIED, Stage.QUALIFIED, Stage.LOST, Stage.WON)
"""How far each stage is: who was lost had come further than who was qualified."""


def stage_of_both(session: Session, one: Client, other: Client) -> Stage:
    """The stage of two clients who are one person."""
    now = [change for each in (one, other) if (change := _last_given(session, each))]
    set_by_staff = [change for change in now if change.user_id is not None]
    if set_by_staff:
        return max(set_by_staff, key=lambda each: (each.at, each.id)).stage
    return max((one.stage, other.stage), key=FURTHER.index)


def _last_given(session: Session, client: Client) -> StageChange | None:
    """The change that gave a client the stage of now; one of a file may be of a later hour of the same day."""
    given = (change for change in stage_changes(session, client) if change.stage is client.stage)
    return max(given, key=lambda each: each.id, default=None)


def come_to(session: Session, client: Client, stage: Stage, at: datetime) -> int | None:
    """Let the last of a client's stages be this one; returns the number of the change, if it needed one.

    It is nobody's: a payment later makes won whoever no person has set a stage of.
    """
    changes = stage_changes(session, client)
    client.stage = stage
    if changes and changes[-1].stage is stage:
        session.flush()
        return None
    change = StageChange(client=client, stage=stage, at=at)
    session.add(change)
    session.flush()
    return change.id


def stage_again(session: Session, client: Client, before: Stage, since: datetime | None = None) -> None:
    """Give a client the stage of before a joining again, unless it went since, or was given another one ``since``."""
    changes = stage_changes(session, client)
    given = {change.stage for change in changes}
    is_new = since is not None and any(change.at >= since for change in changes)
    wanted = client.stage if is_new else before
    client.stage = wanted if wanted in given or not changes else changes[-1].stage
    session.flush()
