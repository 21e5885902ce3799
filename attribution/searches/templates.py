"""The templates of the clues of a search phrase, in the order of their values in ``attribution.searches.clues``."""

EDGE_TEMPLATES = (
    *("w0", "w-1", "w-2", "w-3", "w+1", "w+2", "w+3"),
    *("c0", "c-1", "c-2", "c-3", "c+1", "c+2", "c+3"),
    *("g0", "g+1", "g-1", "g+2"),
    *("w-1 w0", "w0 w+1", "w-2 w-1", "w+1 w+2"),
    *("c-1 c0", "c0 c+1", "c-2 c-1", "c+1 c+2", "c-3 c-2 c-1", "c+1 c+2 c+3", "c-1 c0 c+1"),
    *("g0 c-1", "g0 c0", "g+1 c+1", "g+1 c0", "g0 c-2 c-1", "g+1 c+1 c+2", "g0 w-1", "g+1 w+1"),
    *("quoted", "bracketed", "rule begins", "rule ends", "shape", "verb", "engine before", "engine after"),
    *("place", "beginning of w-1", "verb g0", "words in sentence before", "ending of w-1", "who", "goes on"),
)
"""The clues of a word as the first or the last of a phrase: w a word, c its class, g what stands before the word."""
INSIDE_TEMPLATES = ("c0", "w0", "quoted", "shape", "rule", "bracketed")
"""The clues of a word inside a phrase."""
GAP_TEMPLATES = ("g0", "c-1 c0", "g0 c-1", "g0 c0", "w0", "w-1 w0", "g0 w0", "quoted", "rest")
"""The clues of a phrase that goes on from the word before to this one."""
SPAN_TEMPLATES = (
    *("length", "rule", "edges", "marks", "trades", "you", "engines", "verbs", "self", "first last", "around"),
    *(
        "sentences",
        "clauses",
        "length rule",
        "question",
        "before first",
        "last after",
        "edges length",
        "question after",
        "question length",
        "rest",
        "both",
        "rule trades",
        "before trades",
        "first kind",
        "last two",
        "turns",
        "turns edges",
        "plain",
        "plain length",
    ),
)
"""The clues of a phrase as a whole."""
