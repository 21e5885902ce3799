"""The way to the server or the folder that takes mail, and what its answers mean."""

import os
import smtplib
import ssl
import tempfile
from base64 import b64encode
from pathlib import Path
from types import TracebackType

from outgoing import MailFolder, MailServer, Tls

SECONDS = 30
"""How long each step of the talk may take."""
# Behind MAIL FROM this says that the mail is too large; all other answers there are about the sender or the account.
_TOO_LARGE = 552


class NotSent(Exception):
    """A mail was not taken; the message is the server's own."""


class Refused(NotSent):
    """It never will be. ``address`` says that it is the address that is refused."""

    def __init__(self, message: str, *, address: bool = False) -> None:
        super().__init__(message)
        self.address = address


class NotNow(NotSent):
    """It may be, later."""


class Unusable(NotSent):
    """The server cannot be used at all now, so that there is no sense in trying with another mail."""


class ByServer:
    """A talk with a server, begun at the first mail and ended with the block."""

    def __init__(self, server: MailServer, own_name: str) -> None:
        self.server = server
        self.own_name = own_name
        self.talk: smtplib.SMTP | None = None

    def __enter__(self) -> "ByServer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.talk:
            try:
                self.talk.quit()
            except (smtplib.SMTPException, OSError):
                self.talk.close()

    def send(self, sender: str, to: str, message: bytes, _name: str) -> None:
        """Hand over one mail. Raises Refused, NotNow or Unusable."""
        talk = self.begin()
        # Letters beyond ASCII before the @ are an extension of the protocol (RFC 6531).
        options = [] if to.isascii() else ["SMTPUTF8", "BODY=8BITMIME"]
        if options and not talk.has_extn("smtputf8"):
            raise Refused("The server takes no address with such letters before the @.", address=True)
        try:
            if options:
                talk.command_encoding = "utf-8"
            talk.sendmail(sender, [to], message, options)
        except smtplib.SMTPRecipientsRefused as problem:
            code, said = problem.recipients[to]
            self._judge(code, said, address=True)
        except smtplib.SMTPSenderRefused as problem:
            if problem.smtp_code == _TOO_LARGE:
                raise Refused(self._told(problem.smtp_code, problem.smtp_error)) from None
            raise Unusable(self._told(problem.smtp_code, problem.smtp_error)) from None
        except smtplib.SMTPResponseException as problem:
            self._judge(problem.smtp_code, problem.smtp_error, address=False)
        except (smtplib.SMTPException, OSError) as problem:
            talk.close()
            raise Unusable(self._in_words(problem)) from None
        finally:
            talk.command_encoding = "ascii"

    def begin(self) -> smtplib.SMTP:
        """The talk, signed in and ready for mail. Raises Unusable."""
        if self.talk is not None and self.talk.sock is not None:
            return self.talk
        try:
            self.talk = self._connected()
            self._signed_in(self.talk)
        except (smtplib.SMTPException, OSError, ValueError) as problem:
            if self.talk:
                self.talk.close()
            raise Unusable(self._in_words(problem)) from None
        return self.talk

    def _connected(self) -> smtplib.SMTP:
        server = self.server
        if server.tls is Tls.WITHIN:
            return smtplib.SMTP_SSL(server.host, server.port, self.own_name, timeout=SECONDS, context=_trusting(server))
        return smtplib.SMTP(server.host, server.port, self.own_name, timeout=SECONDS)

    def _signed_in(self, talk: smtplib.SMTP) -> None:
        server = self.server
        talk.ehlo_or_helo_if_needed()
        if server.tls is Tls.REQUIRED or (server.tls is Tls.OFFERED and talk.has_extn("starttls")):
            talk.starttls(context=_trusting(server))
            talk.ehlo()
        if server.user:
            talk.login(server.user, server.password)

    def _judge(self, code: int, said: bytes | str, *, address: bool) -> None:
        told = self._told(code, said)
        if code >= 500:
            raise Refused(told, address=address) from None
        raise NotNow(told) from None

    def _told(self, code: int, said: bytes | str) -> str:
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        return self._without_secrets(f"{code} {text}")

    def _in_words(self, problem: Exception) -> str:
        if isinstance(problem, smtplib.SMTPAuthenticationError):
            return "The server does not take the user and the password of MAIL_URL: " + self._told(
                problem.smtp_code, problem.smtp_error
            )
        if isinstance(problem, smtplib.SMTPResponseException):
            return self._told(problem.smtp_code, problem.smtp_error)
        if isinstance(problem, ssl.SSLCertVerificationError):
            return f"The server's certificate is not to be trusted: {problem.verify_message}"
        if isinstance(problem, TimeoutError):
            return f"The server did not answer within {SECONDS} seconds."
        said = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
        return self._without_secrets(said or type(problem).__name__)

    def _without_secrets(self, text: str) -> str:
        """A server could say back what it was sent."""
        user, password = self.server.user.encode(), self.server.password.encode()
        if password:
            for secret in (password, b64encode(password), b64encode(b"\0" + user + b"\0" + password)):
                text = text.replace(secret.decode(), "…")
        return text


class ByFolder:
    """Mails written as files, each under its own name, so that writing one again makes no second."""

    def __init__(self, folder: MailFolder) -> None:
        self.folder = folder.path

    def __enter__(self) -> "ByFolder":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def send(self, _sender: str, _to: str, message: bytes, name: str) -> None:
        """Write one mail. Raises Unusable."""
        try:
            self.begin()
            handle, aside = tempfile.mkstemp(dir=self.folder, suffix=".part")
            with os.fdopen(handle, "wb") as opened:
                opened.write(message)
                opened.flush()
                os.fsync(opened.fileno())
            Path(aside).replace(self.folder / f"{name}.eml")
        except OSError as problem:
            raise Unusable(f"{self.folder}: {problem.strerror}") from None

    def begin(self) -> None:
        """Make the folder. Raises Unusable if that cannot be, or it cannot be written to."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise Unusable(f"{self.folder}: {problem.strerror}") from None
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise Unusable(f"{self.folder} cannot be written to")


def way_to(route: MailServer | MailFolder, own_name: str) -> ByServer | ByFolder:
    """The way to where mail goes; ``own_name`` is what this side calls itself."""
    return ByServer(route, own_name) if isinstance(route, MailServer) else ByFolder(route)


def try_server(route: MailServer | MailFolder, own_name: str) -> None:
    """Go as far as one can without sending anything: connect, encrypt, sign in. Raises Unusable."""
    with way_to(route, own_name) as way:
        way.begin()


def _trusting(server: MailServer) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=server.ca or None)
