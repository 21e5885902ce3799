"""All peers, by the names under which they are printed."""

from bench.peers.listed import Peer
from bench.peers.scorers import TokenSetRatio, WRatio
from bench.peers.tfidf import TfIdf
from bench.peers.trigrams import Trigrams

PEERS: dict[str, type[Peer]] = {
    "rapidfuzz WRatio": WRatio,
    "rapidfuzz token_set_ratio": TokenSetRatio,
    "SQLite FTS5 trigram + rerank": Trigrams,
    "3-gram TF-IDF (scikit-learn)": TfIdf,
}
