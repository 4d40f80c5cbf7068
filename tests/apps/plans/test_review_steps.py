"""Reviewing: values found right, questions answered, values mended, lines placed or set aside, and all of it undone."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from phrom.core.importing.review import Point, is_sure
from phrom.core.plan.editing import Change
from phrom.core.plan.paths import value_at
from phrom.core.values.source import ImportReport
from phrom.errors import NotAllowedError, NotFoundError
from phrom.logbook.models import LogEntry
from phrom.offices.access import Membership
from phrom.offices.roles import Role
from phrom.plans.actions import import_plan
from phrom.plans.actions.editing import change_draft
from phrom.plans.actions.reviewing import confirm_values, place_lines, undo_step
from phrom.plans.models import PlanVersion, ReviewStep
from phrom.plans.queries import plan_of, points_of, reviewed_report
from tests import cast
from tests.apps.plans.pages import words_on

SignIn = Callable[[Membership], Client]
CASES = Path(__file__).parents[2] / "cases" / "importing"
PART = {"HX-Request": "true"}
STEP = "/plan/1/review/step/"


@pytest.fixture
def version(coordinator: Membership) -> PlanVersion:
    return import_plan(coordinator, "phrae-2563.txt", (CASES / "phrae-2563.txt").read_bytes())


@pytest.fixture
def second_coordinator(coordinator: Membership) -> Membership:
    other = cast.Character("manee", "นางมานี ขยันดี", Role.COORDINATOR)
    return cast.join(coordinator.organisation, other)


def report_now(version: PlanVersion) -> ImportReport:
    report = reviewed_report(PlanVersion.objects.get(pk=version.pk))
    assert report is not None
    return report


def plan_now(version: PlanVersion) -> Any:
    return plan_of(PlanVersion.objects.get(pk=version.pk))


def first(version: PlanVersion, kind: str) -> Point:
    return next(point for point in points_of(version) if point.kind == kind)


def left_on(page: str) -> int:
    found = re.search(r"เหลือ (\d+) จาก \d+ จุด", page)
    return int(found[1]) if found else 0


def send(client: Client, do: str, point: Point, **more: Any) -> Any:
    sent = {"do": do, "at": point.ident, "target": list(point.targets), "key": "k1", **more}
    return client.post(STEP, sent, headers=PART)


def test_a_value_found_right_is_sure_and_the_next_point_comes_up(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    point, points = first(version, "unsure"), points_of(version)
    response = send(client_as(coordinator), "confirm", point)
    following = points[points.index(point) + 1].ident
    assert f'data-at="{following}"' in response.content.decode()
    assert left_on(words_on(response)) == len(points) - 1
    readings = [r for r in report_now(version).readings if r.path in point.targets]
    assert all(is_sure(r) and r.by == coordinator.user.name for r in readings)


def test_a_question_is_answered_with_a_button_and_the_plan_follows(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    point = first(version, "question")
    client = client_as(coordinator)
    card = client.get("/plan/1/review/", {"at": point.ident}, headers=PART).content.decode()
    answers = re.findall(r'name="answer" value="([^"]+)"', card)
    assert len(answers) == 3
    send(client, "answer", point, answer=answers[0])
    holders = [person.id for person in plan_now(version).people if point.number in person.phones]
    assert holders == [answers[0]]


def test_who_does_not_know_the_answer_goes_on_and_the_value_stays_unsure(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    point, before = first(version, "question"), plan_now(version)
    response = send(client_as(coordinator), "postpone", point)
    assert left_on(words_on(response)) == len(points_of(version)) - 1
    assert plan_now(version) == before
    assert any(not is_sure(r) for r in report_now(version).readings if r.path in point.targets)


def test_lines_that_the_plan_does_not_need_are_counted_and_no_longer_unplaced(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    point = next(p for p in points_of(version) if p.kind == "unplaced" and len(p.lines) > 1)
    before = len(report_now(version).unplaced)
    send(client_as(coordinator), "set-aside", point)
    assert len(report_now(version).unplaced) == before - len(point.lines)
    assert {aside.number for aside in report_now(version).set_aside} == set(point.lines)


def test_a_line_is_placed_by_hand_and_says_by_whom(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    line = report_now(version).unplaced[-1]
    phase = plan_now(version).response[0].id
    sent = {"do": "place", "target": f"line:{line.number}", "at": f"line:{line.number}", "key": "k"}
    response = client_as(coordinator).post(STEP, sent | {"kind": "step", "of-step": phase, "words": "ตรวจบัญชี"})
    assert response.status_code == 302
    assert plan_now(version).response[0].steps[-1].text == "ตรวจบัญชี"
    [reading] = [r for r in report_now(version).readings if r.by]
    assert reading.lines == (line.number,)
    assert value_at(plan_now(version), reading.path).text == "ตรวจบัญชี"
    assert reading.by == coordinator.user.name


def test_lines_that_stand_together_are_placed_together_and_taken_back_together(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    point = next(p for p in points_of(version) if p.kind == "unplaced" and len(p.lines) > 2)
    phase, before = plan_now(version).response[0], plan_now(version)
    chosen = list(point.targets[1:])
    send(client_as(coordinator), "place", point, target=chosen, kind="step", **{"of-step": phase.id})
    steps = plan_now(version).response[0].steps[len(phase.steps) :]
    assert len(steps) == len(chosen)
    placed = [r for r in report_now(version).readings if r.by]
    assert [f"line:{r.lines[0]}" for r in placed] == chosen
    assert [value_at(plan_now(version), r.path).text for r in placed] == [step.text for step in steps]
    undo_step(coordinator, 1, ReviewStep.objects.order_by("pk").first().pk)  # type: ignore[union-attr]
    assert plan_now(version) == before
    assert not ReviewStep.objects.filter(undone_at=None).exists()


def test_words_that_are_no_number_are_refused_beside_the_field_and_stay_in_it(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    line, before = report_now(version).unplaced[0].number, plan_now(version)
    sent = {"do": "place", "target": f"line:{line}", "at": f"line:{line}", "kind": "phones", "of-phones": "person-3"}
    for headers in (PART, {}):
        response = client_as(coordinator).post(STEP, sent | {"words": "ไม่มีเบอร์<b>"}, headers=headers)
        assert response.status_code == (200 if headers else 422)
        assert "ไม่ใช่หมายเลขที่โทรออกได้" in words_on(response)
        assert 'value="ไม่มีเบอร์&lt;b&gt;"' in response.content.decode()
    assert plan_now(version) == before


def mend(client: Client, path: str, words: str, base: int, *, headers: dict[str, str] | None = None) -> Any:
    sent = {"do": "mend", "at": path, "target": [path], "present": [path], path: words, "base": base}
    return client.post(STEP, sent, headers=PART if headers is None else headers)


def test_a_value_is_mended_in_place_and_counts_as_looked_at(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    process = plan_now(version).processes[0].id
    response = mend(client_as(coordinator), f"processes/{process}/mtpd", "๖ ชั่วโมง", 0)
    assert response.status_code == 200
    assert 'name="base" value="1"' in response.content.decode()
    assert str(value_at(plan_now(version), f"processes/{process}/mtpd")) == "PT6H"
    assert ReviewStep.objects.get().kind == "mended"


def test_a_value_that_cannot_be_read_is_told_beside_its_field_and_kept(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    process = plan_now(version).processes[0].id
    path = f"processes/{process}/mtpd"
    part = mend(client_as(coordinator), path, "เร็วที่สุด", 0)
    assert part.status_code == 200  # the script puts the words beside the field
    assert "อ่านเป็นระยะเวลาไม่ได้" in words_on(part)
    page = mend(client_as(coordinator), path, "เร็วที่สุด", 0, headers={})
    assert 'value="เร็วที่สุด"' in page.content.decode()
    assert not ReviewStep.objects.exists()


def test_two_reviewers_at_once_keep_both_their_work(
    coordinator: Membership, second_coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    one, other = plan_now(version).people[0].id, plan_now(version).people[1].id
    mend(client_as(coordinator), f"people/{one}/position", "นายอำเภอ", 0)
    mend(client_as(second_coordinator), f"people/{other}/position", "ปลัดอำเภอ", 0)
    assert [person.position for person in plan_now(version).people[:2]] == ["นายอำเภอ", "ปลัดอำเภอ"]


def test_who_mends_a_value_that_another_has_mended_is_told_and_keeps_what_was_typed(
    coordinator: Membership, second_coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    path = f"people/{plan_now(version).people[0].id}/position"
    mend(client_as(coordinator), path, "นายอำเภอ", 0)
    refused = mend(client_as(second_coordinator), path, "ปลัดอำเภอ", 0, headers={})
    assert refused.status_code == 422
    assert "มีผู้แก้เป็น นายอำเภอ ไปก่อนแล้ว" in words_on(refused)
    assert 'value="ปลัดอำเภอ"' in refused.content.decode()
    assert value_at(plan_now(version), path) == "นายอำเภอ"
    base = re.search(r'name="base" value="(\d+)"', refused.content.decode())
    assert base is not None
    mend(client_as(second_coordinator), path, "ปลัดอำเภอ", int(base[1]))
    assert value_at(plan_now(version), path) == "ปลัดอำเภอ"


def test_two_reviewers_at_one_line_place_it_once(
    coordinator: Membership, second_coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    line, phase = report_now(version).unplaced[-1].number, plan_now(version).response[0].id
    place_lines(coordinator, 1, {line: "ตรวจบัญชี"}, "step", phase)
    sent = {
        "do": "place",
        "target": f"line:{line}",
        "at": f"line:{line}",
        "kind": "step",
        "of-step": phase,
        "words": "x",
    }
    response = client_as(second_coordinator).post(STEP, sent)
    assert response.status_code == 409
    assert f"{coordinator.user.name} ทำจุดนี้ไปแล้ว" in words_on(response)
    assert [step.text for step in plan_now(version).response[0].steps].count("ตรวจบัญชี") == 1


def test_a_button_pressed_twice_does_its_work_once(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    client, line = client_as(coordinator), report_now(version).unplaced[-1].number
    phase = plan_now(version).response[0].id
    sent = {
        "do": "place",
        "target": f"line:{line}",
        "at": f"line:{line}",
        "kind": "step",
        "of-step": phase,
        "key": "one",
    }
    for _time in range(2):
        assert client.post(STEP, sent | {"words": "ตรวจบัญชี"}).status_code == 302
    assert [step.text for step in plan_now(version).response[0].steps].count("ตรวจบัญชี") == 1
    point = first(version, "unsure")
    for _time in range(2):
        assert send(client, "confirm", point).status_code == 200
    assert ReviewStep.objects.filter(kind="confirmed").count() == 1


@pytest.mark.parametrize("do", ["confirm", "set-aside", "answer", "place", "mend"])
def test_each_step_can_be_taken_back_and_the_plan_with_it(
    do: str, coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    client, before, report = client_as(coordinator), plan_now(version), report_now(version)
    if do == "place":
        line = report.unplaced[-1].number
        sent = {"do": do, "target": f"line:{line}", "at": f"line:{line}", "kind": "assumptions", "words": "ข้อใหม่"}
        client.post(STEP, sent)
    elif do == "mend":
        mend(client, f"people/{before.people[0].id}/position", "นายอำเภอ", 0)
    elif do == "answer":
        point = first(version, "question")
        send(client, do, point, answer="all")
        undo_step(coordinator, 1, ReviewStep.objects.get().pk)
        ReviewStep.objects.all().delete()
        send(client, do, point, answer=point.targets[0].split("/")[1], key="k2")
    else:
        send(client, do, first(version, "unsure" if do == "confirm" else "unplaced"))
    step = ReviewStep.objects.get()
    for _time in range(2):
        response = client.post(STEP, {"do": "undo", "step": step.pk, "at": step.targets[0]}, headers=PART)
        assert response.status_code == 200
    assert plan_now(version) == before
    assert report_now(version) == report


def test_what_was_changed_again_is_not_taken_back_but_said(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    path = f"people/{plan_now(version).people[0].id}/position"
    mend(client_as(coordinator), path, "นายอำเภอ", 0)
    change_draft(coordinator, 1, [Change(path, "ผู้ว่าราชการ")], 1)
    step = ReviewStep.objects.get()
    response = client_as(coordinator).post(STEP, {"do": "undo", "step": step.pk, "at": path})
    assert response.status_code == 409
    assert value_at(plan_now(version), path) == "ผู้ว่าราชการ"


def test_the_whole_review_goes_without_script_to_its_end(coordinator: Membership, client_as: SignIn) -> None:
    version = import_plan(coordinator, "land-office.txt", (CASES / "land-office-ticks.txt").read_bytes())
    client = client_as(coordinator)
    for _step in range(len(points_of(version))):
        page = client.get("/plan/1/review/").content.decode()
        card = page.split('class="card', 1)[1].split("</article>")[0]
        do = next(kind for kind in ("confirm", "postpone", "set-aside") if f'name="do" value="{kind}"' in card)
        form = card.split(f'name="do" value="{do}"')[1].split("</form>")[0]
        sent = {name: re.findall(rf'name="{name}" value="([^"]*)"', form) for name in ("at", "key", "target")}
        assert client.post(STEP, {"do": do} | sent).status_code == 302
    page = words_on(client.get("/plan/1/review/"))
    assert f"ดูครบทั้ง {len(points_of(version))} จุดแล้ว" in page
    done = client.post("/plan/1/review/finish/", follow=True)
    assert done.redirect_chain == [("/plan/1/", 302)]
    assert "ตรวจครบทุกจุดแล้ว" in words_on(done)


def test_the_end_of_a_review_is_written_down_once_with_what_is_left(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    client = client_as(coordinator)
    for _time in range(2):
        client.post("/plan/1/review/finish/")
    assert LogEntry.objects.get(kind="plan.reviewed").data == {"version": 1, "left_count": len(points_of(version))}
    send(client, "confirm", first(version, "unsure"))
    client.post("/plan/1/review/finish/")
    assert LogEntry.objects.filter(kind="plan.reviewed").count() == 2


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "confirm", "target": "no/such"},
        {"do": "set-aside", "target": "line:999999"},
        {"do": "place", "target": "line:999999", "kind": "step", "words": "x"},
        {"do": "place", "target": "people/person-1"},
        {"do": "answer", "at": "no such point", "answer": "x"},
        {"do": "answer", "at": "number:+66810000011", "answer": "nobody"},
        {"do": "postpone", "at": "line:1"},
        {"do": "mend", "base": "x"},
        {"do": "mend", "base": "99"},
        {"do": "undo", "step": "999999"},
        {"do": "undo", "step": "x"},
        {"do": "no such deed"},
        {},
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(
    sent: dict[str, str], coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    for headers in (PART, {}):
        assert 400 <= client_as(coordinator).post(STEP, sent, headers=headers).status_code < 500
    assert not ReviewStep.objects.exists()


def test_only_who_may_edit_the_plan_of_the_office_reviews_it(
    head: Membership, stranger: Membership, version: PlanVersion
) -> None:
    with pytest.raises(NotAllowedError):
        confirm_values(head, 1, [])
    with pytest.raises(NotFoundError):
        confirm_values(stranger, 1, [])
