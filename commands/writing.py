"""What a command has made, on standard output or in a file."""

from pathlib import Path

import click

from commands.running import BadCommand


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
