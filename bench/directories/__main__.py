"""Write a directory and labelled answers as files: ``python -m bench.directories --size 1000 --answers 500 DIR``."""

import argparse
import csv
import json
from pathlib import Path

from bench.directories import make_answers, make_directory
from bench.directories.names import POOLS

COLUMNS = ("id", "name", "kind", "organisation", "occupation", "city", "aliases", "website")


def main() -> None:
    """Write ``<pool>_partners.csv`` and ``<pool>_answers.jsonl`` into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=1_000)
    parser.add_argument("--answers", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pool", choices=POOLS, default="fit")
    asked = parser.parse_args()
    made = make_directory(asked.size, seed=asked.seed, pool=asked.pool)
    asked.folder.mkdir(parents=True, exist_ok=True)
    with (asked.folder / f"{asked.pool}_partners.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in made.rows:
            kind = "person" if row.person else "business"
            writer.writerow(
                (row.id, row.name, kind, row.organisation, row.occupation, row.city, ";".join(row.aliases), "")
            )
    with (asked.folder / f"{asked.pool}_answers.jsonl").open("w", encoding="utf-8") as file:
        for label in make_answers(made, asked.answers, seed=asked.seed):
            file.write(json.dumps(label.as_json(), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
