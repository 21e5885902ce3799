"""The stages that an import caused go back to what they were before it."""

from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from records.clients import Client, Stage, StageChange
from records.importing.turns import Turns
from records.imports import Import
from records.money.payments import Payment

_AT_ONCE = 500


def take_stages_back(session: Session, record: Import, turns: Turns) -> None:
    """Let clients be at the last stage that something else than the import gave them.

    Whom another positive payment would have made won in any case stays won. A client that the import has brought
    and that stays keeps its stages.
    """
    caused = (
        select(StageChange.client_id)
        .join(Client, Client.id == StageChange.client_id)
        .where(StageChange.import_id == record.id, or_(Client.import_id.is_(None), Client.import_id != record.id))
        .distinct()
    )
    quietly = {"synchronize_session": False}
    while ids := session.scalars(caused.order_by(StageChange.client_id).limit(_AT_ONCE)).all():
        of_import = (StageChange.import_id == record.id, StageChange.client_id.in_(ids))
        paid = exists().where(Payment.client_id == StageChange.client_id, Payment.amount > 0)
        still_won = update(StageChange).where(*of_import, StageChange.stage == Stage.WON, paid).values(import_id=None)
        session.execute(still_won, execution_options=quietly)
        session.execute(delete(StageChange).where(*of_import), execution_options=quietly)
        last = (
            select(StageChange.stage)
            .where(StageChange.client_id == Client.id)
            .order_by(StageChange.at.desc(), StageChange.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        back = update(Client).where(Client.id.in_(ids)).values(stage=func.coalesce(last, Client.stage))
        session.execute(back, execution_options=quietly)
        turns()
