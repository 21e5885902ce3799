"""A real SMTP server on this machine, which answers as a test tells it."""

import asyncio
import ssl
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult

USER, PASSWORD = "whence", "a/pass@word"


@dataclass
class MailServer:
    """What it took, and how it answers: ``at_address`` and ``at_data`` may return a refusal such as ``450 later``."""

    port: int = 0
    taken: list[tuple[str, str, EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    talks: int = 0
    at_address: Callable[[str], str | None] = lambda _address: None
    at_data: Callable[[bytes], str | None] = lambda _content: None
    at_sender: Callable[[str], str | None] = lambda _address: None

    async def handle_EHLO(
        self, _server: Any, session: Any, _envelope: Any, hostname: str, said: list[str]
    ) -> list[str]:
        self.talks += 1
        session.host_name = hostname
        return said

    async def handle_MAIL(self, _s: Any, _session: Any, envelope: Any, address: str, options: list[str]) -> str:
        refusal = self.at_sender(address)
        if refusal is None:
            envelope.mail_from, envelope.mail_options = address, options
        return refusal or "250 OK"

    async def handle_RCPT(self, _s: Any, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:
        refusal = self.at_address(address)
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        # In a thread, so that a test can hold one talk up while others go on.
        refusal = await asyncio.get_running_loop().run_in_executor(None, self.at_data, envelope.content)
        if refusal is None:
            read = message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default)
            self.raw.append(envelope.content)
            self.taken += [(envelope.mail_from, address, read) for address in envelope.rcpt_tos]
        return refusal or "250 OK"


@contextmanager
def mail_server(
    certificate: ssl.SSLContext | None = None, *, within: bool = False, auth: bool = False, utf8: bool = False
) -> Iterator[MailServer]:
    """A running server; with a certificate it speaks TLS, by STARTTLS or from the first byte (``within``)."""
    server, loop, ready = MailServer(), asyncio.new_event_loop(), threading.Event()

    def may_sign_in(_server: Any, _session: Any, _envelope: Any, _mechanism: str, said: Any) -> AuthResult:
        right = (said.login, said.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)

    def protocol() -> SMTP:
        with warnings.catch_warnings(action="ignore"):
            # It warns of passwords in the clear, which some tests mean.
            return SMTP(
                server,
                loop=loop,
                hostname="localhost",
                enable_SMTPUTF8=utf8,
                tls_context=None if within else certificate,
                auth_required=auth,
                auth_require_tls=certificate is not None and not within,
                authenticator=may_sign_in if auth else None,
            )

    async def listen() -> asyncio.Server:
        return await loop.create_server(protocol, "127.0.0.1", 0, ssl=certificate if within else None)

    def run() -> None:
        asyncio.set_event_loop(loop)
        listening = loop.run_until_complete(listen())
        server.port = listening.sockets[0].getsockname()[1]
        ready.set()
        loop.run_forever()
        listening.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0.01))
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    ready.wait()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
