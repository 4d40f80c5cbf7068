"""The whole program as a user starts it: start, second start, memory, and what an idle engine costs.

Bare limits: starting a Python with Django loaded (for the start), and one such process's memory.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

IDLE_SECONDS = 20
PORT = 8790
BARE = """
import os, resource
os.environ["DJANGO_SETTINGS_MODULE"] = "phrom.settings"
import django
django.setup()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def start(data: str) -> tuple[subprocess.Popen[bytes], float]:
    began = time.perf_counter()
    program = subprocess.Popen(
        [sys.executable, "-m", "phrom", "up", "--port", str(PORT)],
        env=os.environ | {"PHROM_DATA": data},
        stdout=subprocess.DEVNULL,
    )
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health/", timeout=1):
                return program, time.perf_counter() - began
        except OSError:
            if program.poll() is not None:
                raise SystemExit("the program did not start") from None
            time.sleep(0.02)


def stop(program: subprocess.Popen[bytes]) -> None:
    program.send_signal(signal.SIGINT)
    program.wait(30)


def family(pid: int) -> list[int]:
    """A process and all its descendants."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(p for child in children for p in family(int(child)))]


def proportional_memory(pid: int) -> float:
    """MB of a process, shared pages counted by share."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def processor_seconds(pid: int) -> float:
    """Of a process, and of those of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    began = time.perf_counter()
    bare = subprocess.run([sys.executable, "-c", BARE], capture_output=True, check=True, text=True)
    bare_seconds, bare_mb = time.perf_counter() - began, int(bare.stdout) / 1024
    with tempfile.TemporaryDirectory() as data:
        program, first = start(data)
        stop(program)
        program, second = start(data)
        time.sleep(3)
        processes = family(program.pid)
        engine = next(p for p in processes if b"engine" in Path(f"/proc/{p}/cmdline").read_bytes())
        before = processor_seconds(engine)
        time.sleep(IDLE_SECONDS)
        idle = (processor_seconds(engine) - before) / IDLE_SECONDS
        memory = sum(proportional_memory(p) for p in processes)
        stop(program)
    print(f"first start                 {first:6.2f} s     {first / bare_seconds:5.1f} x a bare Django process")
    print(f"second start                {second:6.2f} s     {second / bare_seconds:5.1f} x a bare Django process")
    ratio = memory / bare_mb
    print(f"memory of {len(processes)} processes       {memory:6.0f} MB    {ratio:5.1f} x a bare Django process")
    print(f"idle engine                 {idle * 100:6.2f} %     of a core")


if __name__ == "__main__":
    main()
