"""`phrom up`: prepares the data, starts web and engine, starts either again when it dies, stops both together.

It stays small on purpose (no Django here), so that nothing it does can fall over with the program.
"""

import contextlib
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

STOP_SECONDS = 10
SLOWEST_RESTART = 10.0
THREADS = 32  # of a web process


@dataclass
class Child:
    """A part of the program as a process of its own."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    start_again_at: float = field(default=0.0)

    def start(self) -> None:
        # a group of its own: Ctrl-C in the terminal reaches the supervisor alone, which stops the children in order
        self.process = subprocess.Popen(self.command, start_new_session=True)

    def watch(self) -> None:
        """Start again if dead; quickly at first, then more slowly."""
        if self.process is not None and self.process.poll() is not None:
            print(f"{self.name}: ended with {self.process.returncode}, starting again", flush=True)
            with contextlib.suppress(ProcessLookupError):  # a worker that outlived its parent would keep the port
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process = None
            self.start_again_at = time.monotonic() + min(SLOWEST_RESTART, 0.2 * 2**self.deaths)
            self.deaths += 1
        if self.process is None and time.monotonic() >= self.start_again_at:
            self.start()

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


def bring_up(host: str, port: int) -> int:
    """Run until asked to stop. Returns the exit code."""
    data = Path(os.environ.get("PHROM_DATA", "var"))
    data.mkdir(parents=True, exist_ok=True)
    lock = (data / "running.lock").open("a+")
    if not alone(lock):
        print(f"Phrom is already running on {data.resolve()}. / พร้อมกำลังทำงานอยู่แล้ว", file=sys.stderr)
        return 1
    prepared = subprocess.run([sys.executable, "-m", "phrom", "prepare"], stdout=subprocess.PIPE, check=False)
    if prepared.returncode:
        return prepared.returncode
    port = _free_port(host, port)
    children = [Child("engine", [sys.executable, "-m", "phrom", "engine"]), Child("web", web_command(host, port))]
    for child in children:
        child.start()
    stopping: list[int] = []
    for sig in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sig, lambda number, _frame: stopping.append(number))
    _wait_for_web(host, port, stopping)
    _greet(host, port, prepared.stdout.decode().strip())
    while not stopping:
        time.sleep(0.3)
        for child in children:
            child.watch()
    for child in reversed(children):
        child.stop()
    return 0


def alone(lock: IO[str]) -> bool:
    """Whether no other process holds this lock; then this one does, until it ends, however it ends."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def web_command(host: str, port: int, workers: int = 1) -> list[str]:
    """The web as it is run everywhere; `workers`: processes, on PostgreSQL one a core."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        # a connection that a browser keeps open counts too: of 200 people on a board none may wait for another to leave
        *("--workers", str(workers), "--blocking-threads", str(THREADS), "--backpressure", "1024"),
        *("--log-level", "error", "--workers-kill-timeout", "5", "phrom.wsgi:application"),
    ]


def _free_port(host: str, wanted: int) -> int:
    for port in range(wanted, wanted + 20):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise SystemExit(f"no free port from {wanted} to {wanted + 19}")


def _wait_for_web(host: str, port: int, stopping: list[int]) -> None:
    """Until the first page is answered, so that the first visitor does not wait for it."""
    until = time.monotonic() + 30
    while time.monotonic() < until and not stopping:
        web = http.client.HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=10)  # noqa: S104 - compared, not bound
        try:
            web.request("GET", "/sign-in/")
            web.getresponse().read()
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        else:
            return
        finally:
            web.close()


def _greet(host: str, port: int, code: str) -> None:
    shown = _own_address() if host == "0.0.0.0" else host  # noqa: S104 - compared, not bound
    print(f"\n  พร้อม / Phrom:   http://{shown}:{port}/", flush=True)
    if code:
        print(f"  รหัสเข้าใช้ครั้งแรก / first sign-in code:   {code}", flush=True)
    print("  หยุด / stop:   Ctrl-C\n", flush=True)


def _own_address() -> str:
    """This machine's address on its network; no packet is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
