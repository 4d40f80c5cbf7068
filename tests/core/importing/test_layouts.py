"""Plans of several layouts, real and invented, read whole. Expected facts stand beside each case."""

import json
import re
from pathlib import Path

import pytest

from phrom.core.importing import read_plan
from phrom.core.plan.document import Plan
from phrom.core.plan.paths import value_at
from phrom.core.values.source import ImportReport
from tests.core.importing.facts_of import CASES, facts_of

PLANS = sorted(CASES.glob("*.txt"))


@pytest.mark.parametrize("case", PLANS, ids=lambda p: p.stem)
def test_every_fact_of_a_plan_is_read(case: Path) -> None:
    expected = json.loads(case.with_suffix(".expected.json").read_text(encoding="utf-8"))
    found = json.loads(json.dumps(facts_of(read_plan(case.read_bytes(), case.name).plan)))
    for part in expected:
        assert found[part] == expected[part], part


@pytest.mark.parametrize("case", PLANS, ids=lambda p: p.stem)
def test_every_line_is_behind_a_value_or_furniture_or_unplaced(case: Path) -> None:
    report = read_plan(case.read_bytes(), case.name).report
    text = case.read_text(encoding="utf-8").split("\n")
    assert [line.number for line in report.lines] == [n for n, line in enumerate(text, start=1) if line.strip()]
    assert_account_sums(report)


@pytest.mark.parametrize("case", PLANS, ids=lambda p: p.stem)
def test_every_reading_names_a_value_that_is_in_the_plan(case: Path) -> None:
    result = read_plan(case.read_bytes(), case.name)
    wrong = [r.path for r in result.report.readings if not leads_somewhere(result.plan, r.path)]
    assert wrong == []


@pytest.mark.parametrize("case", PLANS, ids=lambda p: p.stem)
def test_every_id_is_used_once(case: Path) -> None:
    dumped = read_plan(case.read_bytes(), case.name).plan.model_dump_json()
    ids = re.findall(r'"id":"([^"]+)"', dumped)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("encoding", ["cp874", "utf-16", "utf-16-le", "utf-8-sig"])
def test_the_encoding_of_a_text_does_not_matter(encoding: str) -> None:
    text = (CASES / "huaisommut-2567.txt").read_text(encoding="utf-8")
    plain = read_plan(text.encode(), "plan.txt").plan
    assert read_plan(text.encode(encoding, errors="replace"), "plan.txt").plan.people == plain.people


def test_thai_bytes_once_read_as_latin_are_mended() -> None:
    text = (CASES / "huaisommut-2567.txt").read_text(encoding="utf-8")
    spoilt = text.encode("cp874", errors="replace").decode("latin-1").encode("utf-8")
    assert read_plan(spoilt, "plan.txt").plan.processes == read_plan(text.encode(), "plan.txt").plan.processes


@pytest.mark.parametrize(
    "damage",
    [
        lambda t: t.replace("ำ", "ํา"),
        lambda t: t.replace("ำ", "า"),
        lambda t: t.replace("แ", "เเ"),
        lambda t: t.replace("่", "่\u200b"),
        lambda t: t.replace("้", "้้"),
        lambda t: t.replace("\n", "\r\n"),
    ],
    ids=["nikhahit", "lost am", "double e", "zero width", "double marks", "windows line ends"],
)
def test_damaged_thai_is_read_all_the_same(damage) -> None:  # type: ignore[no-untyped-def]
    text = (CASES / "huaisommut-2567.txt").read_text(encoding="utf-8")
    plain, damaged = read_plan(text.encode(), "a.txt").plan, read_plan(damage(text).encode(), "a.txt").plan
    assert [p.phones for p in damaged.people] == [p.phones for p in plain.people]
    assert [(p.impact, p.mtpd, p.units) for p in damaged.processes] == [
        (p.impact, p.mtpd, p.units) for p in plain.processes
    ]
    assert damaged.continuity_team.head == plain.continuity_team.head
    assert [len(r.steps) for r in damaged.response] == [len(r.steps) for r in plain.response]
    assert [(len(s.onset), len(s.crisis), len(s.recovery)) for s in damaged.scenarios] == [
        (len(s.onset), len(s.crisis), len(s.recovery)) for s in plain.scenarios
    ]
    assert damaged.impacts == plain.impacts


def assert_account_sums(report: ImportReport) -> None:
    """Each non-blank line is in exactly one of the three accounts."""
    behind = {n for r in report.readings for n in r.lines}
    furniture, unplaced = set(report.furniture), {u.number for u in report.unplaced}
    assert not behind & furniture
    assert not behind & unplaced
    assert not furniture & unplaced
    assert behind | furniture | unplaced == {line.number for line in report.lines}


def leads_somewhere(plan: Plan, path: str) -> bool:
    """Whether a path of keys and ids ends at a part of the plan."""
    try:
        value_at(plan, path)
    except KeyError:
        return False
    return True
