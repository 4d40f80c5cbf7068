"""The linter as a whole: order, crashes, speed of a whole check, what it says, and the pages written from it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from phrom.core.linting.linter import all_rules, check_plan
from phrom.core.linting.output import findings_as_json, findings_as_text, source_lines
from phrom.core.linting.reference import rule_reference
from phrom.core.linting.rule import FAMILIES, Rule
from phrom.core.plan.document import Plan
from phrom.core.plan.paths import value_at
from phrom.core.plan.text_form import load_plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual, ImportReport, Reading, SourceLine
from tests.core.plan.strategies import plans

ROOT = Path(__file__).parents[3]
PLANS = ROOT / "tests" / "cases" / "plans"


def sample(name: str) -> Plan:
    return load_plan((PLANS / f"{name}.yaml").read_text(encoding="utf-8"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans())
def test_any_plan_is_checked_without_a_crash_and_always_alike(plan: Plan) -> None:
    findings = check_plan(plan)
    assert findings == check_plan(plan)
    ranks = [("error", "warning", "advice").index(finding.severity) for finding in findings]
    assert ranks == sorted(ranks)
    for finding in findings:
        for path in (finding.path, *finding.other_paths):
            value_at(plan, path)


def test_a_rule_that_crashes_is_our_mistake_and_raises() -> None:
    class Broken(Rule):
        code = "Z999"
        severity = "advice"
        title = why = Bilingual(th="เสีย", en="broken")

        def find(self, plan: Plan) -> Iterator[Finding]:
            yield self.finding(plan.units[99].id, th="", en="")

    with pytest.raises(IndexError):
        check_plan(sample("huaisommut-2567"), [Broken()])


# what a person found in this plan by hand, and the lines that say so: rule and place
KNOWN_DEFECTS = {
    ("R101", "processes/process-8/units/0"),
    ("C103", "people/person-20/phones/0"),
    ("C102", "people/person-17/phones"),
    ("T101", "scenarios/threat-1/targets/threat-1-target-1/within"),
    ("N102", "stated/processes"),
    ("Q102", "sites/site-1/name"),
    ("R102", "scenarios/threat-3/crisis/threat-3-crisis-2/text"),
    ("S101", "continuity_team/teams/team-3/leader/alternates/0"),
    ("P104", "scenarios/threat-2/recovery"),
}


def test_the_nine_defects_of_the_invented_plan_are_found_and_nothing_else() -> None:
    findings = check_plan(sample("huaisommut-2567"))
    assert {(finding.rule, finding.path) for finding in findings} == KNOWN_DEFECTS


def test_the_real_plan_shows_what_is_wrong_with_it() -> None:
    findings = check_plan(sample("phrae-2563"))
    serious = {finding.rule for finding in findings if finding.severity != "advice"}
    assert serious == {"C103", "C104", "T101", "T102", "R102", "S104", "S105", "P104", "Q112", "R110"}
    advice = {finding.rule for finding in findings if finding.severity == "advice"}
    assert advice == {"N104", "P105", "P107", "X104", "X108", "Q109", "Q110", "Q111", "Q113", "S112", "P108", "R116"}


REPORT = ImportReport(
    file_name="plan.txt",
    file_kind="txt",
    sha256="0" * 64,
    lines=(SourceLine(number=72, text="นายชูชาติ"),),
    readings=(
        Reading(path="continuity_team/teams/team-3/leader/primary", lines=(72, 73)),
        Reading(path="continuity_team/teams/team-3/leader/alternates/0", lines=(76,)),
        Reading(path="people/person-17/given_name", lines=(120,)),
    ),
    furniture=(),
    unplaced=(),
)


def test_findings_as_json_carry_the_lines_of_all_their_places() -> None:
    found = findings_as_json(check_plan(sample("huaisommut-2567")), REPORT)
    json.dumps(found)
    entries = {entry["rule"]: entry for entry in found["findings"]}
    assert entries["S101"]["source_lines"] == [72, 73, 76]
    assert entries["C102"]["source_lines"] == [120]
    assert set(entries["S101"]) == {"rule", "severity", "path", "other_paths", "source_lines", "message", "mend"}
    assert set(entries["S101"]["message"]) == {"th", "en"}


def test_what_is_missing_has_the_lines_of_what_lacks_it_and_a_whole_part_only_its_heading() -> None:
    readings = [
        Reading(path=path, lines=(number,), text="x", confidence=1.0)
        for path, number in (
            ("processes", 9),
            ("processes/a", 10),
            ("processes/a/impact", 12),
            ("processes/b/name", 15),
            ("response/day-1/steps/s-1/text", 20),
        )
    ]
    report = REPORT.model_copy(update={"readings": readings})

    def lines(path: str) -> tuple[int, ...]:
        finding = check_plan(sample("huaisommut-2567"))[0]
        return source_lines(finding.model_copy(update={"path": path, "other_paths": ()}), report)

    assert lines("processes/a/mtpd") == (10, 12)
    assert lines("processes/b/mtpd") == (15,)
    assert lines("processes/c/mtpd") == (9,)
    assert lines("response/day-1/steps/s-1/responsible_text") == (20,)


def test_without_a_report_there_are_no_lines() -> None:
    finding = check_plan(sample("huaisommut-2567"))[0]
    assert source_lines(finding, None) == ()


def test_findings_as_text_are_for_people_in_both_languages() -> None:
    findings = check_plan(sample("huaisommut-2567"))
    thai, english = findings_as_text(findings, "th", REPORT), findings_as_text(findings, "en", REPORT)
    assert "ข้อผิดพลาด S101: " in thai
    assert "(บรรทัด 72, 73, 76)" in thai
    assert thai.endswith("ข้อผิดพลาด 6 ข้อ ข้อควรระวัง 3 ข้อ\n")
    assert english.endswith("6 errors, 3 warnings\n")
    assert "error S101: " in english
    assert findings_as_text((), "en") == "Nothing found\n"


def test_messages_of_all_samples_are_written_in_both_languages() -> None:
    for name in ("huaisommut-2567", "phrae-2563"):
        for finding in check_plan(sample(name)):
            assert any("ก" <= letter <= "๎" for letter in finding.message.th)
            assert not finding.message.en[:1].islower()


def test_the_rule_reference_is_up_to_date() -> None:
    written = (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
    assert written == rule_reference(), "run: python -m phrom.core.linting.reference > docs/reference/rules.md"


def test_there_are_rules_in_every_family() -> None:
    assert {rule.family for rule in all_rules()} == set(FAMILIES)
