"""A PostgreSQL server of our own, which can be stopped and started, and whose disk can be filled up."""

import errno
import glob
import os
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import psycopg

SMALL_DISK = "size=192m"


class Disk:
    """A small file system at `folder`, in memory, which only those see who are started with `inside`; it goes with
    them. Only root may have one."""

    def __init__(self, folder: Path) -> None:
        mount = f"mount -t tmpfs -o {SMALL_DISK} tmpfs '{folder}' && echo mounted && exec cat"
        self._holder = subprocess.Popen(
            ["unshare", "--mount", "sh", "-c", mount], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._holder.stdout
        if self._holder.stdout.readline() != b"mounted\n":
            raise PermissionError("nothing may be mounted here")
        self.inside = ["nsenter", "--mount", "--target", str(self._holder.pid), "--"]
        self.folder = Path(f"/proc/{self._holder.pid}/root{folder}")

    def fill(self) -> None:
        """To the last byte."""
        with (self.folder / "ballast").open("ab", buffering=0) as ballast:
            try:
                while True:
                    ballast.write(bytes(4096))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise

    def free(self) -> None:
        (self.folder / "ballast").unlink()

    def close(self) -> None:
        self._holder.kill()
        self._holder.wait()


def may_mount() -> bool:
    """Whether a server's disk can be filled up on this machine."""
    if os.getuid() != 0:
        return False
    return subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode == 0


class Server:
    """In `folder`, on a free port; removed at the end. On a disk of the machine each commit is on the disk; a `small`
    one can be filled up."""

    def __init__(self, folder: Path, *, small: bool = False) -> None:
        self.folder, self.small = folder, small
        self._disk: Disk | None = None
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
        if self.small:
            self._disk = Disk(self.folder)
            self._who = [*self._disk.inside, *self._who]
        if self._who:
            shutil.chown(self._disk.folder if self._disk else self.folder, "postgres")
        self._run("initdb", "-U", "phrom", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.stop()
        if self._disk:
            self._disk.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "-w", "-o", options, "start")

    def stop(self) -> None:
        """At once, as if the machine had lost its power: what was committed is recovered at the next start."""
        self._run("pg_ctl", "-m", "immediate", "stop")

    def fill_disk(self, seconds: float) -> None:
        """No room for anything for so long. A server that fell over it is started again once there is room, as whoever
        looks after it would."""
        assert self._disk
        self._disk.fill()
        time.sleep(seconds)
        self._disk.free()
        while not self._answers():
            with suppress(subprocess.CalledProcessError):  # it is on its way up by itself, or just goes down
                self.start()
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.address, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, tool: str, *arguments: str) -> None:
        command = [*self._who, str(self._tools / tool), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
