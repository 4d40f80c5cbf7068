"""HTTP to providers on our own connections: whatever comes back, in pieces or cut off, is an answer or nobody knows."""

import asyncio
import json
import ssl
import subprocess
from collections.abc import Awaitable, Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phrom.channels import connections, wire
from phrom.channels.contract import NoAnswerError
from phrom.channels.http_answer import MOST_BYTES, AnswerReading, BadAnswerError, RawAnswer
from phrom.errors import DeliveryError

PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nRetry-After: 7\r\n\r\nhello"
CHUNKED = b"HTTP/1.1 201 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nTrailer: 1\r\n\r\n"
AFTER_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n" + PLAIN
EMPTY = b"HTTP/1.1 204 No Content\r\n\r\n"
OLD = b"HTTP/1.0 200 OK\r\n\r\nhello"


def read(answer: bytes, *cuts: int) -> RawAnswer:
    """The answer, fed in pieces that end at these places, and the connection closed at the end."""
    reading, places = AnswerReading(), [0, *sorted(cut % (len(answer) + 1) for cut in cuts), len(answer)]
    for start, stop in pairwise(places):
        if found := reading.feed(answer[start:stop]):
            return found
    return reading.end()


@given(answer=st.sampled_from([PLAIN, CHUNKED, AFTER_CONTINUE, OLD, EMPTY]), cuts=st.lists(st.integers(0, 300)))
def test_an_answer_is_the_same_in_whatever_pieces_it_comes(answer: bytes, cuts: list[int]) -> None:
    found = read(answer, *cuts)
    assert found.body == (b"" if answer is EMPTY else b"hello")
    assert found.reusable == (answer is not OLD)


def test_headers_are_found_in_capitals_or_not() -> None:
    headers = read(PLAIN).headers
    assert (headers.get("retry-after"), headers.get("Retry-After"), headers.get("x")) == ("7", "7", None)


@pytest.mark.parametrize("body", ["[" * 60_000, '{"a":' * 9_000, "\udcff", "NaN,"])
def test_an_answer_nested_without_end_is_no_json_and_no_fault(body: str) -> None:
    assert wire.Answer(200, body, {}).json is None


@pytest.mark.parametrize(
    "url", ["http://gateway.example:many/", "http://[gateway", "gateway", "ftp://gateway.example/"]
)
def test_an_address_that_is_none_is_reached_by_nobody_and_no_fault(url: str) -> None:
    with pytest.raises(DeliveryError) as failure:
        asyncio.run(wire.reach(url, 1))
    assert failure.value.permanent


@given(noise=st.binary(max_size=400))
def test_noise_is_no_answer_and_never_an_error_of_another_kind(noise: bytes) -> None:
    for before in (b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"):
        try:
            read(before + noise)
        except BadAnswerError:
            continue


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello",  # closed too early
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        b"HTTP/2 200\r\n\r\n",
        b"SSH-2.0-x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"x" * 40_000,
    ],
)
def test_what_is_no_whole_answer_is_none(answer: bytes) -> None:
    with pytest.raises(BadAnswerError):
        read(answer)


@pytest.mark.parametrize("head", [b"Content-Length: 9999999", b"Transfer-Encoding: chunked", b"Server: x"])
def test_of_a_huge_answer_only_so_much_is_read_and_the_connection_is_not_used_again(head: bytes) -> None:
    reading = AnswerReading()
    found = reading.feed(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n" + b"98967F\r\n" * head.startswith(b"Tr"))
    for _piece in range(100):
        found = found or reading.feed(b"x" * 1000)
    assert found
    assert found.body == b"x" * MOST_BYTES
    assert not found.reusable


def test_bytes_that_nobody_asked_for_end_the_connection() -> None:
    assert not read(PLAIN + b"HTTP/1.1 200 OK\r\n\r\n").reusable


Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def on_server(serve: Serve, work: Callable[[str], Awaitable[None]], context: ssl.SSLContext | None = None) -> None:
    async def both() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
        async with server:
            port = server.sockets[0].getsockname()[1]
            async with wire.connections_kept():
                await work(f"http{'s' if context else ''}://127.0.0.1:{port}/to%20/ที่?a=1")

    asyncio.run(both())


class Heard:
    """A server that keeps what it heard; `closing`: after so many answers on a connection."""

    def __init__(self, closing: int = 1000) -> None:
        self.requests: list[bytes] = []
        self.connections, self._closing = 0, closing

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        for _answer in range(self._closing):
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                break
            length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
            self.requests.append(head + await reader.readexactly(length))
            writer.write(PLAIN)
        writer.close()


def test_a_request_says_what_it_should_and_its_connection_is_used_again() -> None:
    heard = Heard()

    async def work(url: str) -> None:
        await wire.ask("POST", url, seconds=5, json={"text": "รับทราบ"}, headers={"X-Key": "1"})
        await wire.ask("POST", url, seconds=5, data={"text": "รับ ทราบ&"}, headers={"user-agent": "me"})
        answer = await wire.ask("GET", url.replace("//", "//me:s%20t@"), seconds=5, params={"to": "+66"})
        assert (answer.status, answer.body, answer.retry_after) == (200, "hello", 7)

    on_server(heard, work)
    posted, form, got = heard.requests
    assert posted.startswith(b"POST /to%20/%E0%B8%97%E0%B8%B5%E0%B9%88?a=1 HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"\r\nX-Key: 1\r\nContent-Type: application/json\r\n" in posted
    assert json.loads(posted.partition(b"\r\n\r\n")[2]) == {"text": "รับทราบ"}
    assert form.endswith(b"\r\n\r\ntext=%E0%B8%A3%E0%B8%B1%E0%B8%9A+%E0%B8%97%E0%B8%A3%E0%B8%B2%E0%B8%9A%26")
    assert form.lower().count(b"user-agent:") == 1
    assert b"?a=1&to=%2B66 HTTP/1.1\r\n" in got
    assert b"\r\nAuthorization: Basic bWU6cyB0\r\n" in got
    assert heard.connections == 1


def test_a_connection_that_the_server_has_closed_or_that_lay_idle_is_not_used_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard = Heard(closing=1)

    async def work(url: str) -> None:
        for _request in "abc":
            assert (await wire.ask("POST", url, seconds=5, json=1)).status == 200
            await asyncio.sleep(0.02)  # the server's end of it arrives

    on_server(heard, work)
    assert heard.connections == 3
    monkeypatch.setattr(connections, "IDLE_SECONDS", -1)
    idle = Heard()
    on_server(idle, work)
    assert idle.connections == 3


def test_side_by_side_each_request_has_a_connection_of_its_own() -> None:
    heard = Heard()

    async def work(url: str) -> None:
        answers = await asyncio.gather(*(wire.ask("POST", url, seconds=5, json=n) for n in range(20)))
        assert {a.body for a in answers} == {"hello"}

    on_server(heard, work)
    assert heard.connections == 20


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhel", b"nonsense\r\n\r\n"])
def test_cut_after_the_request_nobody_knows_and_it_is_not_repeated(said: bytes) -> None:
    heard: list[bytes] = []

    async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(said)
        writer.close()

    async def work(url: str) -> None:
        with pytest.raises(NoAnswerError):
            await wire.ask("GET", url, seconds=5)

    on_server(cut, work)
    assert len(heard) == 1


def test_who_does_not_answer_in_time_may_have_heard() -> None:
    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async def work(url: str) -> None:
        with pytest.raises(NoAnswerError, match="TimeoutError"):
            await wire.ask("POST", url, seconds=0.05, json={})

    on_server(silent, work)


def test_a_server_that_does_not_speak_tls_has_heard_nothing() -> None:
    async def work(url: str) -> None:
        with pytest.raises(DeliveryError) as refused:
            await wire.ask("POST", url.replace("http:", "https:"), seconds=5, json={})
        assert not refused.value.permanent

    async def plain(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(PLAIN)
        writer.close()

    on_server(plain, work)


def test_over_tls_a_known_certificate_is_trusted_and_any_other_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    made += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    try:
        subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("needs openssl")
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate, key)
    heard = Heard()

    async def refused(url: str) -> None:
        with pytest.raises(DeliveryError):
            await wire.ask("POST", url, seconds=5, json={})

    async def taken(url: str) -> None:
        for _request in "ab":
            assert (await wire.ask("POST", url, seconds=5, json={})).body == "hello"

    on_server(heard, refused, served)
    assert heard.requests == []
    trust = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(connections, "_trust", lambda: trust)
    on_server(heard, taken, served)
    assert len(heard.requests) == 2


@pytest.mark.parametrize("url", ["", "ftp://x/", "http://", "http://a b/", "http://x:99999/"])
def test_an_address_that_is_none_is_refused_for_good(url: str) -> None:
    with pytest.raises(DeliveryError) as refused:
        asyncio.run(wire.ask("GET", url, seconds=1))
    assert refused.value.permanent


def test_no_header_can_become_two() -> None:
    with pytest.raises(DeliveryError) as refused:
        asyncio.run(wire.ask("GET", "http://127.0.0.1:9/", seconds=1, headers={"X": "a\r\nY: b"}))
    assert refused.value.permanent
