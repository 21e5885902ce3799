"""People who send the public form at a steady pace, and how long they wait."""

import re
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.server import ask

FORM = "/f/new-client"
SENDERS = 2
_BETWEEN = 0.05


@dataclass
class Senders:
    """A few people, each of whom fills in one form after the other; ``waits`` are seconds until they were thanked."""

    port: int
    waits: list[float] = field(default_factory=list)
    refused: int = 0
    _finished: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> "Senders":
        self._threads = [threading.Thread(target=self._send, args=(number,)) for number in range(SENDERS)]
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._finished.set()
        for each in self._threads:
            each.join()

    def _send(self, sender: int) -> None:
        number = 0
        while not self._finished.is_set():
            number += 1
            _, page = ask(self.port, "GET", FORM)
            token = re.search(rb'name="token" value="([^"]+)"', page)
            assert token, page
            form = {"token": token[1].decode(), "name": f"Sender {sender} {number}", "choice": "other"}
            form |= {"email": f"sender-{self.port}-{sender}-{time.monotonic_ns()}@mail.example", "answer": "the radio"}
            begun = time.perf_counter()
            status, _ = ask(self.port, "POST", FORM, urlencode(form))
            self.waits.append(time.perf_counter() - begun)
            self.refused += status != 303
            time.sleep(_BETWEEN)

    @property
    def slowest(self) -> float:
        """The slowest in a hundred, in seconds."""
        return sorted(self.waits)[int(len(self.waits) * 0.99) - 1] if len(self.waits) > 1 else 0.0
