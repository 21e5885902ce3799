"""The pool that weights are fitted on and the pool that is measured with have nothing in common."""

import tomllib

from nicknames import NickNamer

from bench.directories.asking import frames_of, has_words
from bench.directories.names import HERE, POOLS, every_name, names_of


def frames(pool: str) -> set[str]:
    table = tomllib.loads((HERE / "frames.toml").read_text(encoding="utf-8"))[pool]
    texts = {frame if isinstance(frame, str) else frame["text"] for each in table.values() for frame in each}
    return {"".join(c for c in text.lower() if c.isalnum() or c in "{}") for text in texts if has_words(text)}


def test_no_name_is_in_both_pools() -> None:
    assert not every_name("fit") & every_name("measure")


def test_no_sentence_frame_is_in_both_pools() -> None:
    shared = frames("fit") & frames("measure")
    # A bare slot and an initial with a surname are no sentences.
    assert shared <= {"{initial}{surname}"}, shared


def test_both_pools_ask_the_same_families() -> None:
    assert frames_of("fit").keys() == frames_of("measure").keys()


def test_every_short_form_is_one_that_the_nicknames_package_knows() -> None:
    namer = NickNamer()
    unknown = {
        (name.formal, short)
        for pool in POOLS
        for name in names_of(pool).first_names
        for short in name.short
        if short not in namer.nicknames_of(name.formal)
    }
    assert not unknown
