"""What a command has made, on standard output or in a file."""

import os
from pathlib import Path

import click

from commands.running import BadCommand


def write_for_oneself(content: bytes, output: Path) -> None:
    """Write to a file, which only its owner may read if it is new. Raises BadCommand if it cannot be written."""
    try:
        with os.fdopen(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
            opened.write(content)
    except OSError as problem:
        raise BadCommand(f"{output} cannot be written: {problem.strerror}") from problem


def write(content: bytes, output: Path | None) -> None:
    """Write to a file, or to standard output without one. Raises BadCommand if the file cannot be written."""
    if output is None:
        click.echo(content, nl=False)
        return
    try:
        output.write_bytes(content)
    except OSError as problem:
        raise BadCommand(f"{output} cannot be written: {problem.strerror}") from problem
    click.echo(f"Written to {output}.", err=True)
