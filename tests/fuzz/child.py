"""Reads plans given on its input, one after another, with little memory, no network, no programs and no file written.

python -m tests.fuzz.child <megabytes>

In: a line `<name> <bytes>`, then that many bytes. Out: a line of JSON for each: what came of it, how long it took, and
the most memory the process has held. It is a process of its own so that one that hangs or dies can be told.
"""

import json
import os
import resource
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from phrom.core.importing import UnreadableFileError, read_plan
from phrom.core.plan.problem import PlanFormatError
from phrom.core.plan.text_form import load_plan

FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "ftplib.", "urllib.")


class ForbiddenError(BaseException):
    """Not an Exception: nothing that catches exceptions may hide it."""


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(FORBIDDEN):
        raise ForbiddenError(f"{event} {arguments!r}")
    if event == "open":
        path, mode, flags = arguments
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes or (isinstance(mode, str) and set(mode) & set("wax+")):
            raise ForbiddenError(f"writes {path!r}")
        if isinstance(path, str) and path.startswith(("/etc/passwd", "../")):
            raise ForbiddenError(f"opens {path!r}")


def outcome_of(name: str, data: bytes) -> str:
    """`read`, `refused: <code>`, or `fault: <what>`."""
    try:
        if name.endswith((".yaml", ".json")):
            load_plan(data.decode("utf-8", errors="replace"), name)
        else:
            read_plan(data, name)
    except UnreadableFileError as refusal:
        return f"refused: {refusal.code}" if refusal.sentence.th and refusal.sentence.en else "fault: no sentence"
    except PlanFormatError as refusal:
        said = all(p.message.th and p.message.en for p in refusal.problems) and refusal.problems
        return "refused: plan-format" if said else "fault: no sentence"
    except (Exception, ForbiddenError) as fault:  # noqa: BLE001 - that is what is looked for
        last = traceback.extract_tb(fault.__traceback__)[-1]
        return f"fault: {type(fault).__name__}: {str(fault)[:200]} at {os.path.basename(last.filename)}:{last.lineno}"
    return "read"


def _most_memory() -> int:
    """The most that this process has held so far, MB. (`getrusage` also counts what the process that began it held.)"""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) // 1024


def main() -> None:
    most = int(sys.argv[1]) * 1024 * 1024
    outcome_of("warm.txt", "แผนบริหารความต่อเนื่อง\nวัตถุประสงค์\n1. เพื่อทดลอง\n".encode())
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    source, answers = sys.stdin.buffer, sys.stdout
    sys.stdout = sys.stderr  # what a library prints is no answer
    sys.addaudithook(_watch)
    answers.write("ready\n")  # starting is no part of the reading
    answers.flush()
    while head := source.readline().split():
        name, data = head[0].decode(), source.read(int(head[1]))
        begun = time.process_time()  # not the clock: other work on the machine is not the reader's
        outcome = outcome_of(name, data)
        seconds = round(time.process_time() - begun, 3)
        megabytes = _most_memory()
        answers.write(json.dumps({"outcome": outcome, "seconds": seconds, "megabytes": megabytes}) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
