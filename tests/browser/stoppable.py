"""A server that can be stopped and started again at the same address, as when the office loses its power."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import LiveServerThread, QuietWSGIRequestHandler


class _Handler(QuietWSGIRequestHandler):
    protocol_version = "HTTP/1.0"  # no connection outlives its answer, nor the server


class _OneAtATime(StaticFilesHandler):
    """All threads share the one connection of a database in memory: two transactions in it at once would end each
    other."""

    busy = Lock()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        with self.busy:
            return super().__call__(environ, start_response)


@contextmanager
def while_nobody_asks() -> Iterator[None]:
    """Work on the shared connection from the test itself, while browsers go on asking."""
    with _OneAtATime.busy:
        yield


class _Thread(LiveServerThread):
    def _create_server(self, connections_override: object = None) -> ThreadedWSGIServer:
        return ThreadedWSGIServer(
            (self.host, self.port), _Handler, allow_reuse_address=True, connections_override=connections_override
        )


class StoppableServer:
    def __init__(self) -> None:
        self._shared = {c.alias: c for c in connections.all() if c.vendor == "sqlite" and c.is_in_memory_db()}  # type: ignore[attr-defined]
        for connection in self._shared.values():
            connection.inc_thread_sharing()
        self._port = 0
        self._thread: _Thread | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"http://localhost:{self._port}"

    def start(self) -> None:
        if self._thread is None:
            thread = _Thread("localhost", _OneAtATime, connections_override=self._shared, port=self._port)
            thread.daemon = True
            thread.start()
            thread.is_ready.wait()
            assert thread.error is None, thread.error
            self._thread, self._port = thread, thread.port

    def stop(self) -> None:
        """Nobody listens any more: a browser is refused; what was asked before has been answered."""
        if self._thread is not None:
            self._thread.terminate()
            self._thread = None
            with _OneAtATime.busy:
                pass

    def end(self) -> None:
        self.stop()
        for connection in self._shared.values():
            connection.dec_thread_sharing()


@pytest.fixture
def server(transactional_db: None) -> Iterator[StoppableServer]:
    server = StoppableServer()
    yield server
    server.end()
