"""The suite's own instruments: what it finds, and the page that it writes."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.chaos.long import Trouble, long_takeovers
from tests.chaos.provider import Provider
from tests.chaos.report import parts_of, write_part
from tests.chaos.stage import Stage, repeated, wrong
from tests.chaos.takeovers import Death

WELL = {
    "finished": True, "settled": True, "states": {}, "rows_and_events_agree": True, "without_outcome": [],
    "withdrawn_unanswered": [], "called_after_answer": [], "answered": [], "undelivered": [], "untried": [],
    "events_in_order": True, "log_whole": True, "logged_as_recorded": True, "outcome_lines_too_many": 0, "repaired": 0,
    "row_of": {"uuid-1": "1:p1:1", "uuid-2": "1:p1:2"}, "calls": ["1:p1:1", "1:p1:2"],
    "in_doubt": [], "in_doubt_of": [],
}  # fmt: skip


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with closing(sqlite3.connect(tmp_path / "phrom.sqlite3")) as database:
        database.execute("CREATE TABLE callouts_attempt (key, engine, state)")
        database.execute("CREATE TABLE callouts_enginebeat (engine)")
        database.execute("INSERT INTO callouts_enginebeat VALUES ('here-7-abc'), ('here-8-abc')")
        database.execute("INSERT INTO callouts_attempt VALUES ('1:p1:1', 'here-7-abc', 'sending')")
        database.commit()
    draws = random.Random(1)  # noqa: S311
    stage = Stage(tmp_path, {"DATABASE_URL": "sqlite:///"}, Provider(draws), draws, people=2, willing=0)
    yield stage
    stage.takeovers.stop()


def test_a_delivery_that_the_web_confirmed_and_the_rows_lost_is_found_under_the_providers_key(stage: Stage) -> None:
    stage.delivered = {"uuid-1"}
    assert wrong(stage, WELL) == []
    assert wrong(stage, WELL | {"undelivered": ["1:p1:1"]}) == ["what was said to be delivered stays so"]


def test_a_second_call_after_one_in_doubt_is_found_and_one_that_was_not_in_doubt_may_be_repeated(stage: Stage) -> None:
    stage.provider.calls = [("+66811111111", 1.0, "uuid-1"), ("+66811111111", 2.0, "uuid-2")]
    assert repeated(stage, WELL | {"in_doubt": ["1:p1:2"]}) == []
    assert repeated(stage, WELL | {"in_doubt": ["1:p1:1"]}) == ["1:p1:1"]


def test_a_dead_engines_messages_are_known_and_nobodys_else(stage: Stage) -> None:
    stage.takeovers.died(7, at=0.0)
    stage.takeovers.died(8, at=0.0)
    assert [death.held for death in stage.takeovers.deaths] == [{"1:p1:1"}, set()]


def test_what_stayed_long_with_a_dead_engine_is_told_with_what_else_went_on_then(stage: Stage) -> None:
    stage.takeovers.deaths += [
        Death(7, at=-900.0, others=frozenset({8}), held={"1:p1:1"}, seconds=9.0, outlived=True),
        Death(8, at=-870.0, others=frozenset(), held={"1:p1:2"}, seconds=4.0),
    ]
    diary = [
        Trouble("clock stepped", -901.0, -900.9),
        Trouble("engine killed", -900.1, -899.9),
        Trouble("engine frozen", -899.0, -892.0),
        Trouble("web killed", -890.0, -889.9),
    ]
    [told] = long_takeovers(stage.takeovers, diary)
    assert told == "9.0 s; another engine at work: left alive; meanwhile: engine frozen"


def test_each_command_writes_its_part_of_the_page_and_leaves_the_other(tmp_path: Path) -> None:
    page = tmp_path / "reliability.md"
    write_part("Kills alone", "a thousand", page)
    write_part("Every trouble", "| seen | |\n|---|---|\n| disk full | 3 |", page)
    write_part("Kills alone", "a thousand more", page)
    assert parts_of(page.read_text()) == {
        "Every trouble": "| seen | |\n|---|---|\n| disk full | 3 |",
        "Kills alone": "a thousand more",
    }
    assert page.read_text().startswith("# How reliable")
