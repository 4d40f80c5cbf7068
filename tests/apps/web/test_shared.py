"""What many ask for at once is found out once."""

import threading
from collections import Counter

import pytest

from phrom.web.shared import Shared


def test_many_who_ask_at_the_same_moment_wait_for_one_who_finds_it_out() -> None:
    shared, asked, together = Shared[int](3), Counter[str](), threading.Barrier(8)

    def find() -> int:
        asked["found"] += 1
        return 7

    answers = []

    def ask() -> None:
        together.wait()
        answers.append(shared.get("board", find))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers, asked["found"]) == ([7] * 8, 1)


def test_a_failure_is_kept_by_nobody() -> None:
    shared = Shared[int](3)
    with pytest.raises(ZeroDivisionError):
        shared.get("board", lambda: 1 // 0)
    assert shared.get("board", lambda: 2) == 2


def test_what_was_not_asked_for_lately_is_found_out_again() -> None:
    shared = Shared[str](2)
    for key in ("a", "b", "a", "c"):
        shared.get(key, lambda key=key: key)  # type: ignore[misc]
    assert shared.get("a", lambda: "new") == "a"
    assert shared.get("b", lambda: "new") == "new"


def test_what_may_be_kept_for_seconds_is_found_out_anew_after_them_or_when_it_is_dropped() -> None:
    now = [0.0]
    shared = Shared[str](3, seconds=0.5, now=lambda: now[0])
    assert shared.get("seal", lambda: "first") == "first"
    now[0] = 0.5
    assert shared.get("seal", lambda: "second") == "first"
    now[0] = 0.6
    assert shared.get("seal", lambda: "second") == "second"
    shared.drop("seal")
    assert shared.get("seal", lambda: "third") == "third"
