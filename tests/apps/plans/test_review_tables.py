"""A whole table that was not read is one question of the review: what it is, what its columns hold, and it is read."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from phrom.core.importing.review import Point
from phrom.core.plan.paths import value_at
from phrom.errors import NotAllowedError
from phrom.offices.access import Membership
from phrom.plans.actions import import_plan
from phrom.plans.actions.reviewing import read_table, undo_step
from phrom.plans.models import PlanVersion, ReviewStep
from phrom.plans.queries import plan_of, points_of, reviewed_report
from tests.apps.plans.pages import words_on
from tests.core.importing.test_left_tables import BIA, KIT, LANTERNS, in_word

SignIn = Callable[[Membership], Client]
PAGE, STEP = "/plan/1/review/", "/plan/1/review/step/"
AS_NEEDS = ("process", "equipment", "quantity")


@pytest.fixture
def version(coordinator: Membership) -> PlanVersion:
    return import_plan(coordinator, "plan.docx", in_word(BIA, KIT, LANTERNS))


def tables(version: PlanVersion) -> list[Point]:
    return [point for point in points_of(version) if point.kind == "table"]


def needs(version: PlanVersion) -> list[list[tuple[str, int | None]]]:
    plan = plan_of(PlanVersion.objects.get(pk=version.pk))
    return [[(r.name, r.quantity) for r in p.requirements.equipment] for p in plan.processes]


def chosen_on(page: str) -> list[str]:
    return re.findall(r'<option value="([^"]*)" selected', page)


def test_the_page_asks_what_a_table_is_and_offers_the_likeliest_columns(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    client, (kit, lanterns) = client_as(coordinator), tables(version)
    page = client.get(PAGE, {"at": f"{kit.ident}/requirements"})
    assert chosen_on(page.content.decode()) == ["process", "item", "quantity"]
    assert "อ่านทั้งตาราง 2 แถว" in words_on(page)
    unknown = words_on(client.get(PAGE, {"at": lanterns.ident}))
    assert "ไม่รู้จักหัวตารางนี้" in unknown
    assert "กลยุทธ์แต่ละด้าน" in unknown
    by_key = re.findall(r'data-option="(\d)"', client.get(PAGE, {"at": lanterns.ident}).content.decode())
    assert by_key[:3] == ["1", "2", "3"]


def test_a_table_is_read_as_what_a_person_says_and_every_value_has_its_lines(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    kit = tables(version)[0]
    sent = {"do": "table", "at": kit.ident, "kind": "requirements", "column": AS_NEEDS, "headings": "1", "key": "k"}
    for _twice in range(2):
        assert client_as(coordinator).post(STEP, sent).status_code == 302
    assert needs(version) == [[("ตะกร้า", 2)], [("ตรายาง", 1)]]
    report = reviewed_report(PlanVersion.objects.get(pk=version.pk))
    assert report is not None
    assert not {line.number for line in report.unplaced} & set(kit.lines)
    plan = plan_of(PlanVersion.objects.get(pk=version.pk))
    path = f"processes/{plan.processes[0].id}/requirements/equipment/0"
    (reading,) = (r for r in report.readings if r.path == path)
    assert reading.by == coordinator.user.name
    assert [line.text for line in report.lines if line.number in reading.lines] == ["ตะกร้า", "2"]
    assert value_at(plan, path).name == "ตะกร้า"


def test_a_table_that_was_read_is_taken_back_whole(coordinator: Membership, version: PlanVersion) -> None:
    steps = read_table(coordinator, 1, tables(version)[0].ident, "requirements", AS_NEEDS, 1)
    undo_step(coordinator, 1, steps[-1].pk)
    assert needs(version) == [[], []]
    assert not ReviewStep.objects.filter(undone_at=None).exists()


def test_what_is_no_such_table_is_said_beside_the_form_and_the_choice_stays(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    lanterns = tables(version)[1]
    sent: dict[str, Any] = {"do": "table", "at": lanterns.ident, "kind": "people", "column": ["name", "nothing"]}
    response = client_as(coordinator).post(STEP, sent)
    assert response.status_code == 422
    assert "อ่านตารางนี้เป็นบุคลากรและทีมไม่ได้" in words_on(response)
    assert chosen_on(response.content.decode()) == ["name", "nothing"]
    assert not ReviewStep.objects.exists()


def test_a_table_that_is_no_part_of_the_plan_is_set_aside_with_one_press(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    lanterns = tables(version)[1]
    page = client_as(coordinator).get(PAGE, {"at": lanterns.ident}).content.decode()
    assert 'name="target"' not in page  # thousands of lines would be more than a form may send
    client_as(coordinator).post(STEP, {"do": "set-aside", "at": lanterns.ident})
    report = reviewed_report(PlanVersion.objects.get(pk=version.pk))
    assert report is not None
    assert {line.number for line in report.set_aside} == set(lanterns.lines)


@pytest.mark.parametrize(
    "sent",
    [
        {"at": "table:999999", "kind": "people", "column": ["name"]},
        {"at": "", "kind": "people"},
        {"at": "line:1", "kind": "people", "column": ["name"]},
    ],
)
def test_an_address_that_is_no_table_is_not_found(
    coordinator: Membership, version: PlanVersion, client_as: SignIn, sent: dict[str, Any]
) -> None:
    assert client_as(coordinator).post(STEP, {"do": "table"} | sent).status_code == 404
    assert client_as(coordinator).get(PAGE, {"at": f"{tables(version)[0].ident}/lanterns"}).status_code == 200


def test_setting_nothing_aside_is_refused_in_words(
    coordinator: Membership, version: PlanVersion, client_as: SignIn
) -> None:
    answer = client_as(coordinator).post(STEP, {"do": "set-aside", "at": "table:999999"})
    assert answer.status_code < 500
    assert not ReviewStep.objects.exists()


def test_who_may_not_change_the_plan_reads_no_table(member: Membership, version: PlanVersion) -> None:
    with pytest.raises(NotAllowedError):
        read_table(member, 1, tables(version)[0].ident, "requirements", AS_NEEDS, 1)


MORE = (KIT[0], ("จ่ายยา", "กรรไกร", "4"), ("ออกหนังสือรับรอง", "กาว", "6"))


def test_tables_of_the_same_headings_are_asked_once_read_together_and_taken_back_together(
    coordinator: Membership, client_as: SignIn
) -> None:
    version = import_plan(coordinator, "plan.docx", in_word(BIA, KIT, LANTERNS, MORE))
    client, (kit, _lanterns) = client_as(coordinator), tables(version)
    words = words_on(client.get(PAGE, {"at": f"{kit.ident}/requirements"}))
    assert "หัวตารางเหมือนกัน 2 ตาราง" in words
    assert "ว่าด้วยเรื่องที่ 2" in words
    assert "ว่าด้วยเรื่องที่ 4" in words
    assert "อ่านทั้ง 2 ตาราง 4 แถว" in words
    sent = {"do": "table", "at": kit.ident, "kind": "requirements", "column": AS_NEEDS, "headings": "1", "key": "k"}
    client.post(STEP, sent)
    assert needs(version) == [[("ตะกร้า", 2), ("กรรไกร", 4)], [("ตรายาง", 1), ("กาว", 6)]]
    report = reviewed_report(PlanVersion.objects.get(pk=version.pk))
    assert report is not None
    assert not {line.number for line in report.unplaced} & set(kit.lines)
    last = ReviewStep.objects.order_by("pk").last()
    assert last is not None
    client.post(STEP, {"do": "undo", "step": last.pk, "at": kit.ident})
    assert needs(version) == [[], []]


def test_a_table_whose_headings_stand_in_its_first_column_is_read_the_other_way(
    coordinator: Membership, client_as: SignIn
) -> None:
    rows = (("จำปี", "ล้างรถ", "ซ่อมถนน"), ("จำปา", "2 วัน", "3 วัน"), ("แก้ว", "ช่าง", "ช่าง"))
    version = import_plan(coordinator, "plan.docx", in_word(BIA, rows))
    client, (asked,) = client_as(coordinator), tables(version)
    at = f"{asked.ident}/bia"
    assert f'data-at="{at}/aside"' in client.get(PAGE, {"at": at}).content.decode()
    page = client.get(PAGE, {"at": f"{at}/aside"})
    assert "แถวที่ 1 “จำปี”" in words_on(page)
    told = {"column": ["process", "nothing", "nothing"], "headings": "1", "aside": "1"}
    refused = client.post(STEP, {"do": "table", "at": asked.ident, "kind": "people"} | told)
    assert "แถวที่ 1 “จำปี”" in words_on(refused)  # it stays as it was chosen
    told["column"] = ["process", "mtpd", "nothing"]
    client.post(STEP, {"do": "table", "at": asked.ident, "kind": "bia"} | told)
    plan = plan_of(PlanVersion.objects.get(pk=version.pk))
    assert [(p.name, str(p.mtpd)) for p in plan.processes[2:]] == [("ล้างรถ", "P2D"), ("ซ่อมถนน", "P3D")]


def test_what_the_office_needs_by_when_stands_on_the_review_in_the_plan_and_in_the_editor(
    coordinator: Membership, client_as: SignIn
) -> None:
    caption, rows = "ความต้องการด้านวัสดุอุปกรณ์", (("รายการ", "4 ชั่วโมง", "1 วัน"), ("รถบรรทุก", "1 คัน", "3 คัน"))
    import_plan(coordinator, "plan.docx", in_word(BIA, rows, caption=caption))
    client, words = client_as(coordinator), "4 ชั่วโมง 1 คัน, 1 วัน 3 คัน"
    assert f"รถบรรทุก ({words})" in words_on(client.get("/plan/1/"))
    assert f"รถบรรทุก ({words})" in words_on(client.get("/plan/1/review/values/strategies/"))
    editor = client.get("/plan/1/edit/needs/")
    assert words in editor.content.decode()
    assert "วัสดุอุปกรณ์ที่สำคัญ" in words_on(editor)
    assert words in client.get(PAGE, {"at": "requirements/equipment/0"}).content.decode()
