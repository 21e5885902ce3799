"""What the list of partners is narrowed to, as its address says, and in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import abort, request

from admin.formats import day
from admin.pages import number_typed
from attribution import Entity
from records.db import db
from records.relations.known.tags import tag_called
from records.sources import Relation
from records.staff.users import User
from reports.relations.known.partner_list import NOBODY, Order, Wanted
from reports.typed_words import typed_words

SHOWN = {"figures": "What they brought", "known": "What is known", "time": "Time and cost"}
ORDERS = {
    Order.NAME: "by name",
    Order.CLIENTS: "by clients, the most first",
    Order.WON: "by won clients, the most first",
    Order.REVENUE: "by revenue, the largest first",
    Order.GIVEN: "by referrals given, the most first",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for: who is wanted, in which order, and which columns the page has."""

    wanted: Wanted
    order: Order
    shown: str

    def words(self, **changes: str) -> dict[str, str]:
        """The words of the address of the same list, with changes; what is usual is left out."""
        wanted = self.wanted
        words = {
            "q": wanted.words,
            "kind": wanted.entity.value if wanted.entity else "",
            "relation": wanted.relation.value if wanted.relation else "",
            "owner": "" if wanted.owner is None else str(wanted.owner or "nobody"),
            "tag": wanted.tag,
            "next": "due" if wanted.due_by else "",
            "order": "" if self.order is Order.NAME else self.order.value,
            "retired": "1" if wanted.retired else "",
            "show": "" if self.shown == "figures" else self.shown,
        }
        return {name: word for name, word in (words | changes).items() if word}

    def in_words(self) -> Sequence[tuple[str, str]]:
        """How the list is narrowed and ordered, for the cover of a file."""
        wanted = self.wanted
        owner = db.session.get(User, wanted.owner) if wanted.owner else None
        return [
            ("Searched for", wanted.words or "nothing: these are all"),
            ("Kind", wanted.entity.value if wanted.entity else "all"),
            ("Relation", wanted.relation.value if wanted.relation else "all"),
            ("Looked after by", owner.name if owner else "nobody" if wanted.owner == NOBODY else "anybody"),
            ("Tag", wanted.tag or "any"),
            ("Next step", f"due by {day(wanted.due_by)}" if wanted.due_by else "any or none"),
            ("In use", "no: those who are retired" if wanted.retired else "yes"),
            ("Order", ORDERS[self.order] + ", prospective partners at the end"),
        ]


def filters_asked(today: date) -> Filters:
    """The filters of the request's address. Answers 422 if a word is none."""
    words = request.args
    entity, relation, order = words.get("kind", ""), words.get("relation", ""), words.get("order", Order.NAME.value)
    if entity not in {"", *Entity} or order not in set(Order):
        abort(422, "kind can be person or business, and order name, clients, won, revenue or given")
    if relation not in {"", *Relation}:
        abort(422, f"relation can be {', '.join(Relation)}")
    shown, next_step = words.get("show", "figures"), words.get("next", "")
    if shown not in SHOWN or next_step not in {"", "due"}:
        abort(422, f"show can be {', '.join(SHOWN)}, and next can be due")
    tag = words.get("tag", "").strip()[:100]
    known = tag_called(db.session(), tag) if tag else None
    return Filters(
        Wanted(
            words=typed_words(words.get("q", "")).words,
            entity=Entity(entity) if entity else None,
            relation=Relation(relation) if relation else None,
            owner=_owner(words.get("owner", "")),
            tag=known.name if known else tag,
            due_by=today if next_step else None,
            retired=bool(words.get("retired")),
        ),
        Order(order),
        shown,
    )


def _owner(word: str) -> int | None:
    if not word:
        return None
    if word == "nobody":
        return NOBODY
    number = number_typed(word)
    if not number:
        abort(422, "owner is the number of one of the staff, or nobody")
    return number
