"""Sending queued mail: the message as it is written, the way to the server, and what became of each."""

from commands.mailing.sending import send_due
from commands.mailing.server import Unusable, try_server

__all__ = ["Unusable", "send_due", "try_server"]
