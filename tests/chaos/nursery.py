"""Engines without the second that importing costs: a process that has the program imported and forks each new engine
from itself, so that kills hit the work. Nothing of the work exists before the fork: no connection, no event loop, no
thread, no channel; what an engine draws at random, its name and its lock come after it.
"""

import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.fresh_database import ROOT


class Forked:
    """A forked engine, with the verbs of `subprocess.Popen`; held by its descriptor: its number may be given anew."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._held = os.pidfd_open(pid)

    def send_signal(self, number: int) -> None:
        try:
            signal.pidfd_send_signal(self._held, number)
        except ProcessLookupError:
            return

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def poll(self) -> int | None:
        """None while it lives."""
        return 0 if select.select([self._held], [], [], 0)[0] else None

    def wait(self) -> None:
        select.select([self._held], [], [])

    def __del__(self) -> None:
        os.close(self._held)


class Nursery:
    """Of one installation."""

    def __init__(self, environment: Mapping[str, str], offset: Path, log: Path) -> None:
        command = [sys.executable, "-m", "tests.chaos.inside", "nursery", str(offset)]
        pipe = subprocess.PIPE
        with log.open("ab") as quiet:
            self._process = subprocess.Popen(
                command, env=environment, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=quiet, text=True
            )

    def engine(self) -> Forked:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write("engine\n")
        self._process.stdin.flush()
        return Forked(json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """Everything that it forked ends with it."""
        self._process.communicate(timeout=30)


def serve(engine: Callable[[], object]) -> None:
    """Inside: a line that comes in is an engine born, whose number goes out; at the end of the lines all end."""
    from django.db import connection  # noqa: PLC0415 - Django must be set up before the program is imported

    import phrom.callouts.engine  # noqa: F401, PLC0415 - what an engine needs, imported before the first is born

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are taken away by the system
    born = []
    for _line in sys.stdin:
        assert connection.connection is None
        assert threading.active_count() == 1
        if (pid := os.fork()) == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(2, 1)
            try:
                engine()
            finally:
                os._exit(1)
        born.append(Forked(pid))
        print(pid, flush=True)  # noqa: T201 - read by the stage
    for each in born:
        each.kill()
