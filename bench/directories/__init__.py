"""Directories and labelled answers made from a seed, to fit weights on and to measure with.

    made = make_directory(1_000, seed=7, pool="measure")
    answers = make_answers(made, 2_000, seed=7)

The pools "fit" and "measure" share no name and no sentence frame. The same arguments always give the same rows and
answers. What the labels mean is said in ``answers.py``; by which rules a row fits some words, in ``fits.py``.
"""

from bench.directories.answers import FAMILIES, make_answers
from bench.directories.labels import Labelled
from bench.directories.names import Pool
from bench.directories.rows import Made, Row, make_directory

__all__ = ["FAMILIES", "Labelled", "Made", "Pool", "Row", "make_answers", "make_directory"]
