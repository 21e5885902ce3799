"""Keeping the records safe: backups, restoring them, and looking whether everything is well."""

from commands.keeping.backing_up import backup
from commands.keeping.checks import doctor
from commands.keeping.restoring import restore

__all__ = ["backup", "doctor", "restore"]
