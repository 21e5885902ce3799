"""The three figures of every ranking as columns of a table that can go out."""

from reports.counting.questions import Question
from reports.counting.rankings import Figures
from reports.tables.description import Column, Kind


def figure_columns(question: Question) -> list[Column]:
    """Columns for the three figures of a ranking."""
    revenue = Column(f"Revenue ({question.currency})", Kind.MONEY, question.currency)
    return [Column("Clients", Kind.CLIENTS), Column("Won", Kind.CLIENTS), revenue]


def figures_of(figures: Figures) -> tuple[int, int, int]:
    """Their cells."""
    return figures.clients, figures.won, figures.revenue
