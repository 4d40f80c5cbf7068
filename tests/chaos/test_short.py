"""The short form: one course a kind of trouble, all within seconds. The long form is `make chaos`."""

from pathlib import Path

import pytest

from tests.chaos.provider import Mood
from tests.chaos.stage import staged, wrong

pytestmark = pytest.mark.own_database
BAD: dict[Mood, int] = {"well": 6, "500": 2, "cut": 1, "late": 1}


def test_engine_and_web_killed_again_and_again_while_the_provider_misbehaves(tmp_path: Path) -> None:
    with staged(tmp_path, seed=1, people=24) as stage:
        stage.provider.moods = BAD
        stage.start_engine()
        for messages in (1, 3, 5):
            stage.wait_for_message(60, messages)
            stage.kill_engine()
        stage.kill_web()
        stage.lock_sqlite(1)
        account = stage.wait_until_finished(90)
        assert wrong(stage, account) == []
        assert stage.heard


def test_frozen_and_thawed_with_a_clock_that_jumps_and_a_provider_that_honours_keys(tmp_path: Path) -> None:
    with staged(tmp_path, seed=2, people=12, honours_keys=True, web=False) as stage:
        stage.provider.moods = {"late": 1}
        stage.start_engine()
        stage.wait_for_message(60, 2)
        stage.step_clock(3600)
        stage.freeze_engine(0.5)
        stage.kill_engine(forked=True)
        stage.step_clock(3590)
        account = stage.wait_until_finished(90)
        assert wrong(stage, account) == []
