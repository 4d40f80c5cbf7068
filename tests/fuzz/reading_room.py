"""A child process in which files are read one after another, within bounds of time and memory."""

import json
import os
import select
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[2]
SECONDS = 10.0  # of the processor
HANGS = 60.0  # by the clock
MEGABYTES = 500


@dataclass(frozen=True)
class Outcome:
    what: str  # read, refused: <code>, fault: <what>
    seconds: float
    megabytes: int

    @property
    def is_fault(self) -> bool:
        return self.what.startswith("fault")


class ReadingRoom:
    """Reads files in a child; one that hangs or dies is replaced, and that is the file's outcome."""

    def __init__(self, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self.seconds, self.megabytes = seconds, megabytes
        self.child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def read(self, name: str, data: bytes) -> Outcome:
        """What came of reading `data` as a file of this name."""
        child = self._open()
        assert child.stdin
        assert child.stdout
        try:
            child.stdin.write(f"{name} {len(data)}\n".encode() + data)
            child.stdin.flush()
            ready, _, _ = select.select([child.stdout], [], [], HANGS)
            line = child.stdout.readline() if ready else None
        except BrokenPipeError:
            line = b""
        if not line:
            self._end()
            return Outcome("fault: hangs" if line is None else "fault: dies", self.seconds, self.megabytes)
        answer = json.loads(line)
        outcome = Outcome(answer["outcome"], answer["seconds"], answer["megabytes"])
        if outcome.seconds > self.seconds:
            return Outcome(f"fault: slow, {outcome.what}", outcome.seconds, outcome.megabytes)
        if outcome.megabytes > self.megabytes:
            self._end()  # the most it ever held counts for this file alone
            return Outcome(f"fault: much memory, {outcome.what}", outcome.seconds, outcome.megabytes)
        return outcome

    def _open(self) -> subprocess.Popen[bytes]:
        if self.child is None or self.child.poll() is not None:
            command = [sys.executable, "-m", "tests.fuzz.child", str(self.megabytes)]
            pipe = subprocess.PIPE
            environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # a lazy import writes no file either
            self.child = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
            )
            assert self.child.stdout
            self.child.stdout.readline()
        return self.child

    def _end(self) -> None:
        if self.child is not None:
            self.child.kill()
            self.child.communicate()
        self.child = None
