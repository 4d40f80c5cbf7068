"""Databases for benchmarks, made anew and thrown away: SQLite in a folder, PostgreSQL as a server of its own."""

import glob
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def sqlite() -> Iterator[dict[str, str]]:
    """The environment of a program on a fresh SQLite database."""
    with tempfile.TemporaryDirectory(prefix="phrom-bench-") as folder:
        yield {"PHROM_DATA": folder, "DATABASE_URL": f"sqlite:///{folder}/phrom.sqlite3"}


@contextmanager
def postgresql() -> Iterator[dict[str, str]]:
    """The environment of a program on a fresh PostgreSQL server, as it stands after installation: each commit is on
    the disk before it is answered."""
    tools = Path(sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1])
    folder = Path(tempfile.mkdtemp(prefix="phrom-bench-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    who = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if who:
        shutil.chown(folder, "postgres")
    control = [*who, str(tools / "pg_ctl"), "-D", str(folder / "data")]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True}
    initdb = [*who, str(tools / "initdb"), "-D", str(folder / "data"), "-U", "phrom", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*initdb, "--locale=C.UTF-8"], **quiet)  # type: ignore[call-overload]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=300"
    subprocess.run([*control, "-w", "-o", options, "start"], **quiet)  # type: ignore[call-overload]
    try:
        yield {"PHROM_DATA": str(folder), "DATABASE_URL": f"postgresql://phrom@127.0.0.1:{port}/postgres"}
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **quiet)  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)


def server_of(environment: dict[str, str]) -> int:
    """The process of the PostgreSQL server of `postgresql`; 0 for SQLite, whose work is its program's."""
    known = Path(environment["PHROM_DATA"]) / "data/postmaster.pid"
    return int(known.read_text().split()[0]) if known.exists() else 0
