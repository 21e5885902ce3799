"""Files of payments: a clean one, and one with everything that can be wrong with a row."""

from datetime import timedelta
from pathlib import Path
from random import Random

from bench.importing.firm import CLIENTS, DAYS, FIRST_DAY, email_of, name_of

HEADER = b"ref,client,amount,currency,on,kind\n"


def write_payments(file: Path, rows: int, clients: int = CLIENTS, prefix: str = "P") -> int:
    """A file of good rows, three of four with a ref; clients by ref, e-mail and name. The sum in minor units."""
    chance, total = Random(1), 0
    with file.open("wb") as opened:
        opened.write(HEADER)
        for number in range(rows):
            cents = chance.randrange(100, 100_000)
            total += cents
            opened.write(_row(chance, number, cents, clients, prefix))
    return total


def _row(chance: Random, number: int, cents: int, clients: int, prefix: str) -> bytes:
    client = chance.randrange(1, clients + 1)
    way = number % 10
    who = email_of(client) if way == 1 else name_of(client) if way == 2 else f"C{client}"
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    ref = f"{prefix}{number}" if number % 4 else ""
    return f"{ref},{who},{cents // 100}.{cents % 100:02},USD,{day},\n".encode()


# Each is put in the place of a row; "N" stands for a number of its own.
_BAD = (
    b'BN,"C1,5,USD,2026-03-04,\n',
    b"BN,C\x001,5,USD,2026-03-04,\n",
    b"BN,C1,5\n",
    b"BN,C1,5,USD,2026-03-04,,more\n",
    b"BN,Ren\xe9e,5,USD,2026-03-04,\n",
    b"BN,C1,free,USD,2026-03-04,\n",
    b"BN,C1,5,USD,2026-13-45,\n",
    b"BN,Nobody At All,5,USD,2026-03-04,\n",
    b"BN,C1,5,XYZ,2026-03-04,\n",
)


def write_malformed(file: Path, rows: int, clients: int = CLIENTS) -> tuple[int, set[int]]:
    """A file with a bad row in every hundred, some of them huge. The sum of the good ones, and the bad lines."""
    chance, total, bad = Random(2), 0, set[int]()
    with file.open("wb") as opened:
        opened.write(HEADER)
        for number in range(rows):
            line = number + 2
            if number == rows // 2:
                opened.write(b"B0," + b"x" * 10_000_000 + b",5,USD,2026-03-04,\n")
                bad.add(line)
            elif number % 100 == 50:
                # Quotes that are never closed are rarer: of too many of them the whole file is refused.
                kind = 0 if number % 1_000 == 50 else 1 + number // 100 % (len(_BAD) - 1)
                opened.write(_BAD[kind].replace(b"N", str(number).encode(), 1))
                bad.add(line)
            else:
                cents = chance.randrange(100, 100_000)
                total += cents
                opened.write(_row(chance, number, cents, clients, "M"))
    return total, bad
