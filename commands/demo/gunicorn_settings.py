"""How the demo firm is served; read by gunicorn as ``python:commands.demo.gunicorn_settings``."""

worker_class = "gthread"
threads = 8
loglevel = "warning"


def when_ready(_server: object) -> None:
    """Say that the addresses answer from now on."""
    print("\nReady. Ctrl-C ends it.", flush=True)
