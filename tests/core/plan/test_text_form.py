"""The plan as text: read, written, written over, and refused with every problem named."""

import json
import re
import string
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phrom.core.plan.document import Organisation, Plan
from phrom.core.plan.problem import PlanFormatError, PlanProblem
from phrom.core.plan.text_form import MOST_PROBLEMS, dump_plan, load_plan
from phrom.core.plan.text_tree import LARGEST_TEXT
from phrom.core.plan.text_update import plain, save_over
from tests.core.plan.strategies import plans

SMALL = """\
# แผนของเรา
format: phrom-plan/1
title: แผนบริหารความต่อเนื่อง   # ตามประกาศ
organisation: {name: สำนักงานตัวอย่าง}
people:
  # เรียงตามคำสั่ง
  - id: person-1
    given_name: อำนวย   # หัวหน้า
    phones: ["+66810000003"]
  - id: person-2
    given_name: ศิริ
processes:
  - {id: process-1, name: งานสารบรรณ, mtpd: PT6H}  # เร่งด่วน
"""


def problems_of(text: str) -> tuple[PlanProblem, ...]:
    with pytest.raises(PlanFormatError) as caught:
        load_plan(text)
    return caught.value.problems


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans())
def test_a_plan_written_and_read_is_the_same_plan_and_the_same_text(plan: Plan) -> None:
    text = dump_plan(plan)
    again = load_plan(text)
    assert again == plan
    assert dump_plan(again) == text
    assert load_plan(json.dumps(plain(plan))) == plan
    assert load_plan(json.dumps(plan.model_dump(mode="json"))) == plan


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans(), plans())
def test_saving_over_another_plan_gives_the_new_plan(before: Plan, after: Plan) -> None:
    assert load_plan(save_over(dump_plan(before), after)) == after


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans())
def test_comments_before_every_part_survive_a_change(plan: Plan) -> None:
    parts = re.split(r"^(?=[a-z_]+:)", dump_plan(plan), flags=re.MULTILINE)
    original = "".join(f"# ก่อน {n}\n{part}" for n, part in enumerate(parts[1:]))
    changed = plan.model_copy(update={"title": "ชื่อใหม่", "organisation": Organisation(name="ใหม่")})
    text = save_over(original, changed)
    assert load_plan(text) == changed
    assert re.findall(r"^# ก่อน \d+$", text, re.MULTILINE) == [f"# ก่อน {n}" for n in range(len(parts) - 1)]


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(),
        st.text(string.printable),
        st.text("[]{}:-,&*!|>'\"#%@`\n\t ab1ก", max_size=60),
        st.lists(st.sampled_from(SMALL.splitlines(keepends=True))).map("".join),
    )
)
def test_arbitrary_text_is_a_plan_or_a_plan_format_error(text: str) -> None:
    problems: tuple[PlanProblem, ...] | None = None
    try:
        load_plan(text)
    except PlanFormatError as error:
        problems = error.problems
    assert problems is None or (problems and all(p.line >= 1 and p.message.th and p.message.en for p in problems))


def test_saving_an_unchanged_plan_gives_the_same_text() -> None:
    assert save_over(SMALL, load_plan(SMALL)) == SMALL


def test_saving_a_change_keeps_comments_and_order_of_the_rest() -> None:
    plan = load_plan(SMALL)
    renamed = plan.people[1].model_copy(update={"given_name": "ศิริภรณ์", "phones": ("+66810000004",)})
    text = save_over(SMALL, plan.model_copy(update={"people": (plan.people[0], renamed), "year": 2567}))
    assert load_plan(text).people[1].given_name == "ศิริภรณ์"
    assert load_plan(text).year == 2567
    for comment in ("# แผนของเรา", "# ตามประกาศ", "# เรียงตามคำสั่ง", "# หัวหน้า", "# เร่งด่วน"):
        assert comment in text
    unchanged = [line for line in SMALL.splitlines() if "ศิริ" not in line]
    assert [line for line in text.splitlines() if line in unchanged] == unchanged


def test_a_value_written_in_thai_words_keeps_its_wording_when_something_else_changes() -> None:
    original = SMALL.replace("PT6H", "P1D").replace("mtpd: P1D}", "mtpd: P1D, rto: null}")
    plan = load_plan(original)
    text = save_over(original, plan.model_copy(update={"year": 2568}))
    assert "{id: process-1, name: งานสารบรรณ, mtpd: P1D, rto: null}  # เร่งด่วน" in text


def test_a_removed_person_is_gone_and_the_comments_of_the_others_stay() -> None:
    plan = load_plan(SMALL)
    text = save_over(SMALL, plan.model_copy(update={"people": plan.people[:1]}))
    assert "person-2" not in text
    assert "# หัวหน้า" in text


INDENTED = """\
title: x
organisation:
    name: y
units:
    # สองฝ่าย
    - id: a
      name: A   # ฝ่ายแรก
    - id: b
      name: B
assumptions:
    - >-
      ยาว
      มาก
    - สั้น  # ข้อสุดท้าย
"""


def test_only_the_changed_lines_of_a_differently_indented_text_change() -> None:
    plan = load_plan(INDENTED)
    unit = plan.units[1].model_copy(update={"name": "BB"})
    text = save_over(INDENTED, plan.model_copy(update={"units": (plan.units[0], unit)}))
    assert text == INDENTED.replace("name: B\n", "name: BB\n")
    text = save_over(INDENTED, plan.model_copy(update={"assumptions": (plan.assumptions[0], "สั้นมาก")}))
    assert text == INDENTED.replace("สั้น  #", "สั้นมาก #")  # a comment stays in its column where it can


def test_a_removed_and_an_added_item_leave_the_others_as_they_were() -> None:
    plan = load_plan(SMALL)
    added = plan.people[0].model_copy(update={"id": "person-9", "given_name": "yes", "phones": ()})
    text = save_over(SMALL, plan.model_copy(update={"people": (*plan.people, added)}))
    assert [line for line in text.splitlines() if line not in SMALL.splitlines()] == [
        "  - id: person-9",
        "    given_name: yes",
    ]


def test_a_json_text_stays_json() -> None:
    plan = load_plan(SMALL)
    text = save_over(json.dumps(plain(plan)), plan.model_copy(update={"year": 2570}))
    assert json.loads(text)["year"] == 2570


def test_canonical_text_reads_as_a_person_would_write_it() -> None:
    assert dump_plan(load_plan(SMALL)) == (
        "format: phrom-plan/1\n"
        "title: แผนบริหารความต่อเนื่อง\n"
        "organisation:\n"
        "  name: สำนักงานตัวอย่าง\n"
        "people:\n"
        "- id: person-1\n"
        "  given_name: อำนวย\n"
        '  phones: ["+66810000003"]\n'
        "- id: person-2\n"
        "  given_name: ศิริ\n"
        "processes:\n"
        "- id: process-1\n"
        "  name: งานสารบรรณ\n"
        "  mtpd: PT6H\n"
    )


def test_all_problems_of_a_text_are_told_at_once_with_line_and_path() -> None:
    text = SMALL.replace("title:", "titel:").replace("mtpd: PT6H", "mtpd: 6 กล้วย, units: [unit-x]")
    found = {(p.line, p.path, p.nearest) for p in problems_of(text)}
    assert found == {
        (2, "title", None),
        (3, "titel", "title"),
        (13, "processes/process-1/mtpd", None),
        (13, "processes/process-1/units/0", None),
    }


@pytest.mark.parametrize(
    ("old", "new", "line", "path", "nearest"),
    [
        ("given_name: ศิริ", "given_name: ศิริ\n    phone: []", 12, "people/person-2/phone", "phones"),
        ("id: person-2", "id: person-1", 10, "people/person-1/id", None),
        ("given_name: ศิริ", "given_name: ศิริ\n    unit: person-1", 12, "people/person-2/unit", None),
        ("mtpd: PT6H", "depends_on: [process-2]", 13, "processes/process-1/depends_on/0", "process-1"),
        ("mtpd: PT6H", "impact: hihg", 13, "processes/process-1/impact", "high"),
        ("mtpd: PT6H", "impact: สูง", 13, "processes/process-1/impact", None),
        ('["+66810000003"]', "[0810000003]", 9, "people/person-1/phones/0", None),
        ('["+66810000003"]', "0810000003", 9, "people/person-1/phones", None),
        ("id: person-2", "id: คนที่สอง", 10, "people/คนที่สอง/id", None),
        ("organisation: {name", "year: ๒๕๖๗\norganisation: {name", 4, "year", None),
        ("organisation: {name", "year: true\norganisation: {name", 4, "year", None),
        ("organisation: {name", "organisation: {staff_count: 4.0, name", 4, "organisation/staff_count", None),
        ("given_name: ศิริ", "given_name: ศิริ\n    given_name: ศรี", 12, "people/person-2/given_name", None),
    ],
)
def test_a_mistake_is_told_where_it_is(old: str, new: str, line: int, path: str, nearest: str | None) -> None:
    text = SMALL.replace(old, new, 1)
    assert text != SMALL
    assert [(p.line, p.path, p.nearest) for p in problems_of(text)] == [(line, path, nearest)]


def test_a_phone_written_as_a_number_is_told_to_be_quoted_as_it_was_written() -> None:
    (problem,) = problems_of(SMALL.replace('"+66810000003"', "0810000003"))
    assert '"0810000003"' in problem.message.th
    assert '"0810000003"' in problem.message.en


STEP = "response: [{id: day-1, name: วันที่ 1, starts: PT0H, steps: [{id: s-1, text: แจ้ง, responsible: [%s]}]}]\n"


@pytest.mark.parametrize("who", ["head", "coordinator", "team-leaders", "teams", "person-1"])
def test_a_step_may_name_a_group_or_a_person(who: str) -> None:
    assert load_plan(SMALL + STEP % who).response[0].steps[0].responsible == (who,)


@pytest.mark.parametrize(("who", "nearest"), [("team-leader", "team-leaders"), ("process-1", None)])
def test_a_step_naming_anything_else_is_refused(who: str, nearest: str) -> None:
    (problem,) = problems_of(SMALL + STEP % who)
    assert (problem.path, problem.nearest) == ("response/day-1/steps/s-1/responsible/0", nearest)


BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
)


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("", 1, "empty"),
        ("# only a comment\n", 1, "empty"),
        ("- a\n- b\n", 1, "not a plan"),
        ("แผน", 1, "not a plan"),
        ("title: x\norganisation:\n\tname: y\n", 3, "tabs"),
        ("[" * 50_000, 1, "levels"),
        ("title: x\npeople:\n  - " + "{a: " * 40, 3, "levels"),
        (BOMB, 2, "Aliases"),
        ("a: 1\n---\nb: 2\n", 2, "more than one"),
        ("title: !!python/object/apply:os.system [ls]\n", 1, "Type tags"),
        ("? [a, b]\n: 1\n", 1, "key must be"),
        ('title: "a\n', 2, "Not valid YAML"),
        ("title: \x00\n", 1, "cannot be read"),
        ("title: \ud800\n", 1, "cannot be read"),
        ("x" * (LARGEST_TEXT + 1), 1, "too large"),
    ],
)
def test_what_is_no_yaml_for_a_plan_gets_one_clear_sentence(text: str, line: int, word: str) -> None:
    (problem,) = problems_of(text)
    assert problem.line == line
    assert word in problem.message.en


def test_a_file_full_of_mistakes_is_told_to_a_limit() -> None:
    text = "title: x\norganisation: {name: y}\n" + "".join(f"wrong-{n}: 1\n" for n in range(700))
    assert len(problems_of(text)) == MOST_PROBLEMS


def test_words_are_understood_as_they_look() -> None:
    plan = load_plan("title: yes\norganisation: {name: off, parent: 1:30, address: 2567-01-01}\n")
    assert (plan.title, plan.organisation.name) == ("yes", "off")
    assert (plan.organisation.parent, plan.organisation.address) == ("1:30", "2567-01-01")


def test_an_error_prints_like_a_compiler_in_both_languages() -> None:
    error = PlanFormatError("แผน.yaml", problems_of(SMALL.replace("title:", "titel:")))
    assert error.lines("en")[1] == "แผน.yaml:3: titel: Unknown key “titel”: did you mean “title”?"
    assert error.lines("th")[1] == "แผน.yaml:3: titel: ไม่รู้จักหัวข้อ “titel”: หมายถึง “title” ใช่หรือไม่"


def test_json_with_tabs_and_escapes_is_read() -> None:
    value: Any = {"title": "😀/ก", "organisation": {"name": "x"}}
    text = json.dumps(value, indent="\t").replace("/", "\\/")
    assert load_plan(text).title == "😀/ก"
