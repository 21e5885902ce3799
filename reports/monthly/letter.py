"""The report of a month as a mail: its subject, its plain text, and the same as simple HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import fill
from urllib.parse import urlencode

from babel import Locale

from reports.counting.periods import first_of_month
from reports.counting.questions import Measure, Of, Question, question_words, rule_in_words
from reports.monthly.figures import Board, Line, MonthlyReport
from reports.tables.description import Manner
from reports.written import amount_written, clients_written, locale_of, month_written

PAGE = "/admin/report"
"""Where the report is switched on and off."""
_WIDEST = 44
_LINE = 76
_WHAT = {Of.PARTNERS: "Partners", Of.WEBSITES: "Websites"}
_BY = {Measure.CLIENTS: "clients", Measure.REVENUE: "revenue"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail without its addresses. ``html`` is the body's content; ``page`` has a whole document around it."""

    subject: str
    text: str
    html: str

    @property
    def page(self) -> str:
        """The HTML as it is sent."""
        title = escape(self.subject)
        return (
            f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>\n'
            f"<body>\n{self.html}</body></html>\n"
        )


def letter_of(report: MonthlyReport, base: str) -> Letter:
    """The mail of a report. ``base`` is the public address of this installation; without it there are no links."""
    return _Writer(report, base.rstrip("/")).letter()


class _Writer:
    def __init__(self, report: MonthlyReport, base: str) -> None:
        self.report, self.base = report, base
        self.locale: Locale = locale_of(report.country)
        self.month = month_written(report.first, self.locale)
        self.before = month_written(first_of_month(report.first, -1), self.locale)

    def letter(self) -> Letter:
        subject = f"{self.report.firm}: {self.month}"
        return Letter(subject, "\n".join(self._text(subject)) + "\n", "\n".join(self._html(subject)) + "\n")

    def _sections(self) -> Iterator[tuple[str, Sequence[Board]]]:
        yield "Clients", self.report.clients
        for currency, boards in self.report.money:
            yield f"Revenue in {currency}", boards

    def _text(self, subject: str) -> Iterator[str]:
        yield subject
        yield "=" * len(subject)
        for said in self._about():
            yield from ("", _wrapped(said))
        for heading, boards in self._sections():
            yield from ("", "", heading.upper())
            for board in boards:
                yield from ("", _title(board))
                lines = [
                    (_named(line), self._value(board, line.value), self._change(board, line)) for line in board.lines
                ]
                widths = [max(len(line[column]) for line in lines) for column in (0, 1)]
                for (name, value, change), line in zip(lines, board.lines, strict=True):
                    if line.manner is Manner.TOTAL:
                        yield "-" * (widths[0] + 2 + widths[1])
                    yield f"{name:<{widths[0]}}  {value:>{widths[1]}}  {change}".rstrip()
                yield from self._remarks(board)
                if self.base:
                    yield self._address(board.question)
        yield from ("", "", "HOW COUNTED")
        for said in (*self._counted(), *self._ending()):
            yield from ("", _wrapped(said))

    def _html(self, subject: str) -> Iterator[str]:
        yield f"<h1>{escape(subject)}</h1>"
        yield from (f"<p>{escape(said)}</p>" for said in self._about())
        for heading, boards in self._sections():
            yield f"<h2>{escape(heading)}</h2>"
            for board in boards:
                yield from self._table(board)
        yield "<h2>How counted</h2>"
        yield from (f"<p>{escape(said)}</p>" for said in self._counted())
        for said in self._ending():
            words, _, address = said.rpartition(" ")
            linked = f'{escape(words)} <a href="{escape(address)}">{escape(address)}</a>'
            yield f"<p>{linked if address.startswith(self.base) and self.base else escape(said)}</p>"

    def _table(self, board: Board) -> Iterator[str]:
        title = escape(_title(board))
        if self.base:
            title = f'<a href="{escape(self._address(board.question))}">{title}</a>'
        yield f"<h3>{title}</h3>"
        what = "Clients" if board.question.by is Measure.CLIENTS else f"Revenue, {board.question.currency}"
        yield '<table cellpadding="4"><thead><tr><th scope="col" align="left">Name</th>'
        yield f'<th scope="col" align="right">{what}</th>'
        yield f'<th scope="col" align="left">Against {escape(self.before)}</th></tr></thead><tbody>'
        for line in board.lines:
            name, value = escape(_named(line).strip()), escape(self._value(board, line.value))
            if line.manner is Manner.TOTAL:
                name, value = f"<b>{name}</b>", f"<b>{value}</b>"
            yield (
                f'<tr><th scope="row" align="left">{name}</th><td align="right">{value}</td>'
                f"<td>{escape(self._change(board, line))}</td></tr>"
            )
        yield "</tbody></table>"
        yield from (f"<p>{escape(said)}</p>" for said in self._remarks(board))

    def _about(self) -> Iterator[str]:
        closed = self.report.closure is not None
        told = (
            f"{self.month} is closed, and told as it was closed."
            if closed
            else f"{self.month} is not closed: later corrections change its figures."
        )
        before = ", as it was closed" if self.report.closed_before else ""
        yield f"What brought clients and money in {self.month}, beside {self.before}{before}. {told}"
        now, was = self.report.won
        if self.report.clients:
            total = self.report.clients[0].lines[-1]
            board = self.report.clients[0]
            clients = _joined(f"Clients: {self._value(board, total.value)}", self._change(board, total))
            won = Line("", now, was)
            yield f"{clients}. {_joined(f'Won: {self._value(board, now)}', self._change(board, won))}."

    def _remarks(self, board: Board) -> Iterator[str]:
        if board.leader_is_open:
            yield "What waits for review could change the first place."

    def _counted(self) -> Iterator[str]:
        for board in self.report.money[0][1] if self.report.money else ():
            yield f"{_WHAT[board.question.of]}: {rule_in_words(board.question)}"
        if len(self.report.money) > 1:
            yield "Each currency is counted for itself; currencies are never added up."

    def _ending(self) -> Iterator[str]:
        if self.base:
            ranking = self._address(self.report.money[0][1][0].question)
            yield f"The whole ranking, with the list behind each number: {ranking}"
            yield f"You get this mail because you switched it on. Switch it off: {self.base}{PAGE}"
        else:
            yield "You get this mail because you switched it on; the page of the monthly report switches it off."

    def _address(self, question: Question) -> str:
        closure = self.report.closure
        left_out = {"from", "to"} if closure else set()
        words = {name: word for name, word in question_words(question).items() if name not in left_out}
        return f"{self.base}/admin/{f'periods/{closure.id}' if closure else ''}?{urlencode(words)}"

    def _value(self, board: Board, value: int) -> str:
        if board.question.by is Measure.CLIENTS:
            return clients_written(value, self.locale)
        return amount_written(value, board.question.currency, self.locale)

    def _change(self, board: Board, line: Line) -> str:
        grown = line.value - line.before
        if not grown:
            return "as before" if line.value else ""
        way = "up" if grown > 0 else "down"
        return f"{way} {self._value(board, abs(grown))} from {self._value(board, line.before)}"


def _title(board: Board) -> str:
    money = f", {board.question.currency}" if board.question.by is Measure.REVENUE else ""
    return f"{_WHAT[board.question.of]} by {_BY[board.question.by]}{money}"


def _wrapped(said: str) -> str:
    """A paragraph in lines that every mail program shows whole; an address is never broken."""
    return fill(said, _LINE, break_long_words=False, break_on_hyphens=False)


def _named(line: Line) -> str:
    name = " ".join(line.name.split())
    name = name if len(name) <= _WIDEST else name[: _WIDEST - 1] + "…"
    if line.manner is Manner.ROW:
        return f"{line.place:>2}. {name}" if line.place else f"    {name}"
    return f"      {name}" if line.manner is Manner.WITHIN else f"    {name}"


def _joined(said: str, change: str) -> str:
    return f"{said}, {change}" if change else said
