"""Every rule finds what its cases say, and nothing in what they say is right."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from phrom.core.linting.linter import all_rules, check_plan
from phrom.core.linting.rule import FAMILIES, Rule
from phrom.core.plan.document import Plan
from phrom.core.plan.paths import value_at
from phrom.core.plan.text_form import dump_plan, load_plan
from phrom.core.values.finding import Finding
from tests.core.linting.laid_over import laid_over

CASES = Path(__file__).parents[2] / "cases" / "lint"
BASE: dict[str, Any] = yaml.safe_load((CASES / "base_plan.yml").read_text(encoding="utf-8"))
RULES = {rule.code: rule for rule in all_rules()}


def cases_of(code: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((CASES / f"{code.lower()}.yml").read_text(encoding="utf-8"))
    return loaded


def cases(kind: str) -> list[Any]:
    files = sorted(path.stem.upper() for path in CASES.glob("*.yml") if path.stem != "base_plan")
    return [
        pytest.param(code, case, id=f"{code}: {name}") for code in files for name, case in cases_of(code)[kind].items()
    ]


def plan_of(fragment: Any) -> Plan:
    return Plan.model_validate(laid_over(BASE, fragment))


def found_by(code: str, plan: Plan) -> tuple[Finding, ...]:
    return check_plan(plan, [RULES[code]])


def test_nothing_is_found_in_the_base_plan() -> None:
    assert check_plan(load_plan((CASES / "base_plan.yml").read_text(encoding="utf-8"))) == ()


def test_every_rule_has_cases_and_every_case_a_rule() -> None:
    files = {path.stem.upper() for path in CASES.glob("*.yml")} - {"BASE_PLAN"}
    assert files == set(RULES)


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_has_at_least_one_must_find_and_two_must_not_find(code: str) -> None:
    found = cases_of(code)
    assert set(found) == {"must_find", "must_not_find"}
    assert len(found["must_find"]) >= 1
    assert len(found["must_not_find"]) >= 2


@pytest.mark.parametrize(("code", "case"), cases("must_find"))
def test_what_must_be_found_is_found_where_it_is(code: str, case: Any) -> None:
    plan = plan_of(case["plan"])
    findings = found_by(code, plan)
    assert [finding.path for finding in findings] == case["at"]
    for finding in findings:
        assert finding.severity == case.get("severity", finding.severity)
        for path in (finding.path, *finding.other_paths):
            value_at(plan, path)  # raises if a path leads nowhere
        assert set(case.get("others", [])) <= set(finding.other_paths)
        assert all(word in finding.message.th for word in case.get("says", []))


@pytest.mark.parametrize(("code", "case"), cases("must_not_find"))
def test_what_is_right_is_not_found(code: str, case: Any) -> None:
    assert found_by(code, plan_of(case or {})) == ()


@pytest.mark.parametrize(("code", "case"), cases("must_find"))
def test_a_mend_with_a_value_makes_the_finding_go_away(code: str, case: Any) -> None:
    plan = plan_of(case["plan"])
    for finding in found_by(code, plan):
        if finding.mend is None or finding.mend.path is None or finding.mend.value is None:
            continue
        mended = Plan.model_validate(_set(plan.model_dump(mode="json"), finding.mend.path, finding.mend.value))
        assert value_at(mended, finding.mend.path) == finding.mend.value
        assert finding.path not in [left.path for left in found_by(code, mended)]


def _set(data: Any, path: str, value: Any) -> Any:
    at = data
    *ways, last = path.split("/")
    for token in ways:
        at = at[token] if isinstance(at, dict) else next(item for i, item in enumerate(at) if _is(item, token, i))
    if isinstance(at, list):
        at[int(last)] = value
    else:
        at[last] = value
    return data


def _is(item: Any, token: str, index: int) -> bool:
    if isinstance(item, dict):
        name = item.get("id") or (item.get("threat") if "onset" in item else None)
        return bool(name == token if name else str(index) == token)
    return str(index) == token


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_rule_says_what_it_is_in_both_languages(rule: Rule) -> None:
    assert rule.family in FAMILIES
    assert type(rule).__module__.rpartition(".")[2].startswith(rule.code.lower() + "_")
    for text in (rule.title, rule.why):
        assert any("ก" <= letter <= "๎" for letter in text.th)
        assert text.en
        assert not any("ก" <= letter <= "๎" for letter in text.en)


def test_families_have_a_letter_each() -> None:
    letters = {rule.family: rule.code[0] for rule in RULES.values()}
    assert set(letters) == set(FAMILIES)
    assert len(set(letters.values())) == len(letters)
    assert all(rule.code[0] == letters[rule.family] for rule in RULES.values())


def test_the_base_plan_is_read_and_written_the_same() -> None:
    plan = Plan.model_validate(BASE)
    assert load_plan(dump_plan(plan)) == plan
