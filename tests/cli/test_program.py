"""`phrom up` as a user runs it: starts, says where, survives the death of its parts, stops."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.own_database


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Program:
    """One running `phrom up` on a folder of its own."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        self.environment = os.environ | {"PHROM_DATA": str(data)}
        self.environment.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "phrom", "up", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.greeting = ""
        while "Ctrl-C" not in self.greeting:
            line = self.process.stdout.readline()
            assert line, f"ended early: {self.greeting}"
            self.greeting += line

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def child(self, word: str) -> int | None:
        """The process id of the running part whose command line holds `word`."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for pid in children:
            if word in Path(f"/proc/{pid}/cmdline").read_text():
                return int(pid)
        return None

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


def until(condition: object, seconds: float = 20) -> None:
    """Wait for another process; the one place where a test waits for the world."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return
        time.sleep(0.1)
    raise AssertionError("did not happen in time")


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    running = Program(tmp_path)
    yield running
    if running.process.poll() is None:
        running.stop()


def test_it_prints_one_address_a_first_sign_in_code_and_how_to_stop(program: Program) -> None:
    assert f"http://127.0.0.1:{program.port}/" in program.greeting
    assert re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", program.greeting)
    assert program.answers()
    assert program.stop() == 0
    assert not program.answers()


def test_a_second_program_on_the_same_data_is_refused(program: Program) -> None:
    second = [sys.executable, "-m", "phrom", "up", "--port", str(free_port())]
    done = subprocess.run(second, env=program.environment, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 1
    assert "already running" in done.stderr


@pytest.mark.parametrize("part", ["engine", "granian"])
def test_a_part_that_is_killed_is_started_again(program: Program, part: str) -> None:
    before = program.child(part)
    assert before is not None
    os.kill(before, signal.SIGKILL)
    until(lambda: program.child(part) not in (None, before))
    until(program.answers)


def test_a_worker_that_outlives_the_web_part_is_ended_and_gives_the_port_back(program: Program) -> None:
    web = program.child("granian")
    assert web is not None
    workers = Path(f"/proc/{web}/task/{web}/children").read_text().split()
    assert workers
    os.kill(web, signal.SIGKILL)
    until(lambda: program.child("granian") not in (None, web))
    until(lambda: not any(is_alive(worker) for worker in workers))
    until(program.answers)


def is_alive(pid: str) -> bool:
    """Whether the process still runs; one that ended and waits to be fetched does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_port_in_use_is_passed_over(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment = os.environ | {"PHROM_DATA": str(tmp_path)}
        command = [sys.executable, "-m", "phrom", "up", "--port", str(port)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(2)]
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
    assert f":{port}/" not in "".join(lines)
    assert "http://127.0.0.1:" in "".join(lines)
