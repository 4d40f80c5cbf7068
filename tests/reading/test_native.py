"""Plans kept as the files that they came as, each laid out like none before it, are read to the bar."""

import json
from pathlib import Path

import pytest
from tools.reading.cases import CASES
from tools.reading.score import score
from tools.reading_scores import BAR

from phrom.core.importing import read_plan
from tests.core.importing.test_layouts import assert_account_sums

FILES = sorted(path for path in (CASES / "native").iterdir() if not path.name.endswith(".json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_plan_in_its_own_file_is_read_to_the_bar_and_no_line_vanishes(path: Path) -> None:
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    result = read_plan(path.read_bytes(), path.name)
    read = score(json.loads(result.plan.model_dump_json()), truth)
    assert round(read.mean, 3) >= BAR, read.notes
    assert_account_sums(result.report)
