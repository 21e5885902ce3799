"""What others would use to find the partner in an answer. Each gets the answer as it is and the list of names.

A row is known by its name, and a person with a firm by name and firm together too. A peer says which row is nearest and
how near; a calibrator fitted on answers of the other pool turns that into a probability (``calibrating.py``).
"""

from bench.peers.calibrating import calibrated
from bench.peers.listed import Listed, Nearest, Peer
from bench.peers.scorers import TokenSetRatio, WRatio
from bench.peers.tfidf import TfIdf
from bench.peers.trigrams import Trigrams

PEERS: dict[str, type[Peer]] = {
    "rapidfuzz WRatio": WRatio,
    "rapidfuzz token_set_ratio": TokenSetRatio,
    "SQLite FTS5 trigram + rerank": Trigrams,
    "3-gram TF-IDF (scikit-learn)": TfIdf,
}

__all__ = ["PEERS", "Listed", "Nearest", "Peer", "calibrated"]
