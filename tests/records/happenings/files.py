"""Files that are taken in, break off, are gone on with, and are taken back."""

from contextlib import suppress
from pathlib import Path

from sqlalchemy.orm import Session

from records.clients import Client
from records.importing import Turns, read_file, resume_imports, take_in, undo_import
from records.imports import Import
from tests.records.firm_of_tests import NOW, reviewer
from tests.records.happenings.chosen import REFUSED, day, some
from tests.records.happenings.people import ANSWERS

AMOUNTS = ("12.50", "-3.00", "900", "7.05")


class Committing(Turns):
    """Commits after each batch, as jobs and commands do, and dies at the end of the batch of this number."""

    def __init__(self, session: Session, batches: int = 0) -> None:
        self.session = session
        self.left = batches

    def done_for_now(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.session.rollback()
            raise KeyboardInterrupt
        self.session.commit()


def payments(session: Session, one: int, other: int, folder: Path) -> None:
    """A file of payments, some of which are there already by their reference and some without any."""
    take_in(session, read_file(_payments_file(session, one, other, folder), "payments", {}, {}), NOW)


def clients(session: Session, one: int, other: int, folder: Path) -> None:
    """A file of clients: one who is there and came on another day, and new ones with their answers."""
    take_in(session, read_file(_clients_file(session, one, other, folder), "clients", {}, {}), NOW)


def broken_off(session: Session, one: int, other: int, folder: Path) -> None:
    """A file whose import dies at the end of one of its batches; what it has committed stays."""
    kind = ("payments", "clients")[one % 2]
    file = (_clients_file if one % 2 else _payments_file)(session, one, other, folder)
    try:
        take_in(session, read_file(file, kind, {}, {}), NOW, pause=Committing(session, 1 + other % 9))
    except KeyboardInterrupt:
        session.rollback()


def gone_on_with(session: Session, one: int, other: int, folder: Path) -> None:
    """The jobs bring to its end what had broken off."""
    session.commit()
    resume_imports(session, NOW, pause=Committing(session))


def taken_back(session: Session, one: int, other: int, folder: Path) -> None:
    """An import is undone, but for what other things rest on."""
    record = some(session, Import, one)
    if record:
        with suppress(*REFUSED):
            undo_import(session, record, reviewer(session), NOW)


def half_taken_back(session: Session, one: int, other: int, folder: Path) -> None:
    """An undo dies at the end of one of its batches."""
    record = some(session, Import, one)
    if record:
        session.commit()
        try:
            undo_import(session, record, reviewer(session), NOW, pause=Committing(session, 1 + other % 7))
        except (KeyboardInterrupt, *REFUSED):
            session.rollback()


def _payments_file(session: Session, one: int, other: int, folder: Path) -> Path:
    known = [each for each in (some(session, Client, one + place * 5) for place in range(3)) if each]
    refs = [f"ref-{one % 40}-{place}" if other % 3 else "" for place in range(3)]
    lines = [
        f"{refs[place]},{client.email},{AMOUNTS[(one + place) % 4]},{day(other + place)}"
        for place, client in enumerate(known)
    ]
    return _written(folder, "payments", "ref,client,amount,on", lines)


def _clients_file(session: Session, one: int, other: int, folder: Path) -> Path:
    lines = [
        f"C{one % 20}-{place},Ann Lee{one % 20}{place},ann{one % 20}{place}@lee.example,{day(other + place)},"
        f'"{ANSWERS[(other + place) % len(ANSWERS)]}",{("enquiry", "won", "qualified")[other % 3]}'
        for place in range(2)
    ]
    known = some(session, Client, other)
    if known:
        lines.append(f',{known.name},{known.email},{day(one)},"{ANSWERS[one % len(ANSWERS)]}",lost')
    return _written(folder, "clients", "ref,name,email,came_on,answer,stage", lines)


def _written(folder: Path, kind: str, header: str, lines: list[str]) -> Path:
    file = folder / f"{kind}.csv"
    file.write_text("\n".join([header, *lines]), encoding="utf-8")
    return file
