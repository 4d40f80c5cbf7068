"""A PostgreSQL server of our own, which can be stopped and started; each commit is on the disk."""

import glob
import os
import shutil
import socket
import subprocess
from pathlib import Path
from types import TracebackType


class Server:
    """In `folder`, on a free port; removed at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self._tools = Path(sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1])
        self._who = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []

    @property
    def address(self) -> str:
        return f"postgresql://phrom@127.0.0.1:{self._port}/postgres"

    def __enter__(self) -> "Server":
        self.folder.mkdir()
        if self._who:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-U", "phrom", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "-w", "-o", options, "start")

    def stop(self) -> None:
        """At once, as if the machine had lost its power: what was committed is recovered at the next start."""
        self._run("pg_ctl", "-m", "immediate", "stop")

    def _run(self, tool: str, *arguments: str) -> None:
        command = [*self._who, str(self._tools / tool), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
