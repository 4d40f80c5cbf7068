"""Numbered copies and their holders, and what the program says of a page that somebody holds up."""

import io
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from phrom.core.importing.code_picture import code_in_picture
from phrom.core.plan.version_code import PrintedCode, qr_text, shown, version_code
from phrom.errors import NotAllowedError, NotFoundError, RefusedError
from phrom.logbook.models import LogEntry
from phrom.offices.access import Membership
from phrom.plans import queries
from phrom.plans.actions import approve_plan, export_document, import_plan, submit_plan
from phrom.plans.actions.copies import add_copies, hand_over_copy, take_back_copy
from phrom.plans.models import PlanCopy, PlanVersion, PrintedState
from tests.apps.plans.files import a_plan_of
from tests.apps.plans.pages import words_on
from tests.cast import SettableClock

SignIn = Callable[[Membership], Client]
HOLDERS = ["นายสมศักดิ์ ธารทอง", "ตู้เอกสาร  ห้องประชุม", "", "นายสมศักดิ์ ธารทอง"]


def replace_plan(coordinator: Membership, head: Membership) -> PlanVersion:
    newer = import_plan(coordinator, "newer.yaml", a_plan_of("เทศบาลตำบลใหม่"))
    submit_plan(coordinator, newer.number)
    return approve_plan(head, newer.number, reason="ทบทวนประจำปี")


def code_of(version: PlanVersion) -> str:
    return version_code(queries.plan_of(version))


def asked(code: str) -> Any:
    return Client().post("/plan/paper/", {"code": code})


def test_each_holder_gets_one_numbered_copy_and_a_second_asking_adds_nobody(
    coordinator: Membership, approved: PlanVersion
) -> None:
    assert add_copies(coordinator, approved.number, HOLDERS) == 2
    assert add_copies(coordinator, approved.number, [*HOLDERS, "ห้องเวร"]) == 1
    copies = [(copy.number, copy.holder) for copy in queries.copies_of(approved)]
    assert copies == [(1, "นายสมศักดิ์ ธารทอง"), (2, "ตู้เอกสาร ห้องประชุม"), (3, "ห้องเวร")]
    assert LogEntry.objects.filter(kind="copy.registered").count() == 3


def test_a_printed_copy_bears_number_holder_and_a_qr_that_leads_back_to_it(
    coordinator: Membership, approved: PlanVersion
) -> None:
    add_copies(coordinator, approved.number, HOLDERS)
    pdf = export_document(coordinator, approved.number, "checklist", copy=2).content
    text = "".join(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split())
    assert "สำเนาที่2จาก2ผู้ถือ:ตู้เอกสารห้องประชุม" in text
    assert code_in_picture(pdf) == PrintedCode(code_of(approved), approved.number, 2)
    assert LogEntry.objects.filter(kind="document.exported").latest("pk").data["copy"] == 2


def test_a_copy_that_is_not_in_the_register_is_not_printed(coordinator: Membership, approved: PlanVersion) -> None:
    with pytest.raises(NotFoundError):
        export_document(coordinator, approved.number, "checklist", copy=7)


def test_a_draft_is_marked_on_its_pages_and_an_approved_plan_is_not(
    coordinator: Membership, head: Membership, draft: PlanVersion
) -> None:
    def title() -> str:
        content = export_document(coordinator, draft.number, "strategy-map").content
        return str(pypdfium2.PdfDocument(content).get_metadata_value("Title"))

    assert title().startswith("(ร่าง)")
    submit_plan(coordinator, draft.number)
    assert title().startswith("(ร่าง)")
    approve_plan(head, draft.number, reason="ใช้ก่อน")
    assert not title().startswith("(ร่าง)")


def test_handing_over_and_taking_back_are_written_down_once(coordinator: Membership, approved: PlanVersion) -> None:
    add_copies(coordinator, approved.number, ["ห้องเวร"])
    with pytest.raises(RefusedError):
        take_back_copy(coordinator, approved.number, 1)
    for _ in range(2):
        hand_over_copy(coordinator, approved.number, 1)
    for _ in range(2):
        take_back_copy(coordinator, approved.number, 1)
    kinds = list(LogEntry.objects.filter(kind__startswith="copy.").order_by("pk").values_list("kind", flat=True))
    assert kinds == ["copy.registered", "copy.handed_over", "copy.returned"]


def test_when_a_plan_is_replaced_its_copies_are_to_be_taken_back_and_the_holders_stand_ready(
    coordinator: Membership, head: Membership, approved: PlanVersion, client_as: SignIn
) -> None:
    add_copies(coordinator, approved.number, ["ห้องเวร", "ห้องประชุม"])
    hand_over_copy(coordinator, approved.number, 1)
    newer = replace_plan(coordinator, head)
    response = client_as(coordinator).get(f"/plan/{newer.number}/copies/")
    page = words_on(response)
    assert "ต้องเรียกคืน" in page
    assert page.count("แผนฉบับที่ 1 สำเนาที่ 1") == 1, "what never went out need not come back"
    assert "ห้องเวร\nห้องประชุม</textarea>" in response.content.decode()
    client_as(coordinator).post("/plan/1/copies/1/", {"step": "returned", "back": newer.number})
    assert queries.copies_to_take_back(coordinator.organisation_id) == []
    with pytest.raises(RefusedError):
        add_copies(coordinator, approved.number, ["อีกคน"])


def test_only_who_keeps_the_plan_keeps_the_register(
    leader: Membership, approved: PlanVersion, client_as: SignIn
) -> None:
    with pytest.raises(NotAllowedError):
        add_copies(leader, approved.number, ["ห้องเวร"])
    assert client_as(leader).get("/plan/1/copies/").status_code == 403


def test_the_register_is_kept_on_its_page(coordinator: Membership, approved: PlanVersion, client_as: SignIn) -> None:
    client = client_as(coordinator)
    client.post("/plan/1/copies/", {"holders": "<script>alert(1)</script>\r\n=cmd()"})
    client.post("/plan/1/copies/1/", {"step": "handed"})
    response = client.get("/plan/1/copies/")
    assert b"<script>alert" not in response.content
    assert "อยู่กับผู้ถือ" in words_on(response)
    assert "?copy=1" in response.content.decode()
    assert client.get("/plan/1/documents/checklist/?copy=1").status_code == 200
    assert client.get("/plan/1/documents/checklist/?copy=99").status_code == 404


def test_a_holder_that_is_too_long_is_said_beside_the_field_and_nothing_typed_is_lost(
    coordinator: Membership, approved: PlanVersion, client_as: SignIn
) -> None:
    client, long = client_as(coordinator), "ห้องเวร " * 30
    response = client.post("/plan/1/copies/", {"holders": f"นายอำเภอ\r\n{long}"})
    assert response.status_code == 422
    page = response.content.decode()
    assert page.count("ไม่เกิน 200 ตัวอักษร") == 2, "above the page and beside the field"
    assert long in page
    assert "นายอำเภอ" in page.partition("<textarea")[2]
    assert not PlanCopy.objects.exists()


def test_signs_that_no_book_can_hold_are_left_out_of_a_holders_name(
    coordinator: Membership, approved: PlanVersion
) -> None:
    assert add_copies(coordinator, approved.number, ["\0", "ห้อง\0เวร"]) == 1
    assert [copy.holder for copy in queries.copies_of(approved)] == ["ห้องเวร"]


def test_a_page_of_the_plan_in_force_is_current_and_anybody_may_ask(
    coordinator: Membership, approved: PlanVersion
) -> None:
    export_document(coordinator, approved.number, "checklist")
    page = words_on(asked(shown(code_of(approved))))
    assert "เอกสารนี้ยังใช้อยู่" in page
    assert coordinator.organisation.name in page


def test_a_page_of_a_replaced_plan_says_since_when_and_by_what(
    clock: SettableClock, coordinator: Membership, head: Membership, approved: PlanVersion
) -> None:
    export_document(coordinator, approved.number, "checklist")
    clock.advance(days=40)
    replace_plan(coordinator, head)
    clock.advance(days=40)
    page = words_on(asked(qr_text(code_of(approved), 1, 1)))
    assert "เอกสารนี้เลิกใช้แล้วตั้งแต่ 30 ก.ย. 2569 ฉบับที่ 2 ใช้แทน" in page


def test_a_page_of_a_draft_is_told_and_so_is_a_draft_edited_since(coordinator: Membership, draft: PlanVersion) -> None:
    export_document(coordinator, draft.number, "checklist")
    code = code_of(draft)
    assert "เป็นร่าง ยังไม่อนุมัติ" in words_on(asked(code))
    draft.document = {**draft.document, "title": "แผนที่แก้แล้ว"}
    draft.save()
    assert "แผนถูกแก้ไขหลังพิมพ์เอกสารนี้" in words_on(asked(code))


def test_a_code_that_was_never_printed_is_unknown_and_a_misread_one_is_asked_again(approved: PlanVersion) -> None:
    assert PrintedState.objects.count() == 0
    assert "ไม่รู้จักรหัสนี้" in words_on(asked(code_of(approved)))
    response = asked(code_of(approved)[:-1])
    assert response.status_code == 422
    assert "ผิดตัวอักษร" in words_on(response)
    assert asked("").status_code == 422


def test_a_photograph_of_the_page_is_enough(coordinator: Membership, approved: PlanVersion) -> None:
    pdf = export_document(coordinator, approved.number, "checklist").content
    out = io.BytesIO()
    pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil().convert("RGB").save(out, "JPEG")
    response = Client().post("/plan/paper/", {"picture": SimpleUploadedFile("IMG_1.jpg", out.getvalue())})
    assert "เอกสารนี้ยังใช้อยู่" in words_on(response)
    broken = Client().post("/plan/paper/", {"picture": SimpleUploadedFile("IMG_2.jpg", b"no picture")})
    assert broken.status_code == 422
    assert "ไฟล์นี้ไม่ใช่ภาพ" in words_on(broken)
