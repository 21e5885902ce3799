"""Nothing that was acknowledged is lost: the server is killed at random moments while forms are being sent.

Starts the real server on a new SQLite file, sends forms from several threads, kills every process of the server
with SIGKILL, starts it again, and sends once more whatever had no answer, with the same token. At the end each
form that was thanked for must be in the file exactly once. This shows what a killed process loses; that the words
also survive a power cut rests on SQLite's `synchronous=FULL`. Exits with 1 on any loss.
"""

import http.client
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from bench.server import ROOT, ask, free_port, kill, start

FORM = "/f/new-client"
ROUNDS = 5
SENDERS = 8
# So long the server lives in one round, in seconds; it takes about two to start.
LIFE = (1.0, 3.0)


@dataclass
class Told:
    """What the senders know: how many forms were sent, and which of them were thanked for."""

    sent: int = 0
    sent_again: int = 0
    acknowledged: list[str] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def main() -> int:
    """Run the rounds, print the counts, and say with the exit status whether anything was lost."""
    with tempfile.TemporaryDirectory(prefix="whence-durability-") as folder:
        file = Path(folder) / "whence.sqlite3"
        environment = os.environ | {"DATABASE_URL": f"sqlite:///{file}", "INSTANCE_PATH": folder}
        subprocess.run([sys.executable, "-m", "flask", "db", "upgrade"], cwd=ROOT, env=environment, check=True)
        told = _send_andkill(environment)
        return _compare(told, file)


def _send_andkill(environment: dict[str, str]) -> Told:
    told, finished, port = Told(), threading.Event(), free_port()
    senders = [threading.Thread(target=_keep_sending, args=(told, finished, port, name)) for name in range(SENDERS)]
    server = start(environment, port)
    for sender in senders:
        sender.start()
    try:
        for number in range(1, ROUNDS + 1):
            time.sleep(random.uniform(*LIFE))
            before = len(told.acknowledged)
            kill(server)
            print(f"round {number}: killed after {before} acknowledged", flush=True)
            server = start(environment, port)
        # The last server lives until every form that is under way has had its answer.
        finished.set()
        for sender in senders:
            sender.join()
    finally:
        finished.set()
        kill(server)
    return told


def _keep_sending(told: Told, finished: threading.Event, port: int, sender: int) -> None:
    number = 0
    while not finished.is_set():
        number += 1
        email = f"client-{sender}-{number}@mail.example"
        _, page = _insist(told, port, "GET", FORM)
        token = re.search(rb'name="token" value="([^"]+)"', page)
        assert token, page
        form = {"token": token[1].decode(), "name": f"Client {sender} {number}", "email": email}
        body = urlencode(form | {"choice": "other", "answer": f"Words of client {sender} {number}"})
        with told.lock:
            told.sent += 1
        status, _ = _insist(told, port, "POST", FORM, body)
        with told.lock:
            if status == 303:
                told.acknowledged.append(email)
            else:
                told.refused.append(status)


def _insist(told: Told, port: int, method: str, path: str, body: str = "") -> tuple[int, bytes]:
    """Ask until there is an answer, as a person would press the button again."""
    while True:
        try:
            status, page = ask(port, method, path, body)
        except (OSError, http.client.HTTPException):
            status, page = 0, b""
        if status not in {0, 503}:
            return status, page
        if method == "POST":
            with told.lock:
                told.sent_again += 1
        time.sleep(0.05)


def _compare(told: Told, file: Path) -> int:
    with sqlite3.connect(file) as database:
        kept = [str(row[0]) for row in database.execute("SELECT email FROM submissions")]
        clients = [str(row[0]) for row in database.execute("SELECT email FROM clients")]
        sound = database.execute("PRAGMA integrity_check").fetchone()[0]
    database.close()
    lost = set(told.acknowledged) - set(kept)
    twice = len(kept) - len(set(kept)) + len(clients) - len(set(clients))
    print(f"killed {ROUNDS} times while {SENDERS} people were sending")
    print(f"sent {told.sent}, sent again after no answer {told.sent_again}, acknowledged {len(told.acknowledged)}")
    print(f"on disk {len(kept)}: lost {len(lost)}, twice {twice}, refused {len(told.refused)}; database {sound}")
    if lost or twice or told.refused or sound != "ok" or not told.acknowledged:
        print("FAILED: something that was acknowledged is not there exactly once", file=sys.stderr)
        return 1
    print("Every acknowledged form is on disk exactly once.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
