"""Situation reports: drafted from what is known, edited without loss, approved by another, then frozen."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from phrom.errors import NotAllowedError, RefusedError
from phrom.offices.models import Membership
from phrom.response import actions
from phrom.response.models import SituationReport
from phrom.response.views.report_facts import draft_text
from tests.apps.callouts.course import Course, words_of

SignIn = Callable[[Membership], Client]


def test_the_draft_says_what_is_known_in_the_plans_order_and_unknown_as_unknown(
    course: Course, coordinator: Membership
) -> None:
    course.run()
    actions.note_situation(coordinator, course.incident.pk, "น้ำสูง 40 ซม. ถนนหน้าที่ทำการผ่านไม่ได้")
    actions.record_wellbeing(coordinator, course.incident.pk, "person-6", "injured")
    text = draft_text(course.incident)
    assert text.startswith("[ซ้อม] รายงานสถานการณ์ฉบับที่ 1\nอบต.บ้านตัวอย่าง\nกรณีอุทกภัย สภาวะวิกฤต\n")
    order = ["บาดเจ็บ 1 คน", "น้ำสูง 40 ซม.", "3. ทรัพยากร", "งานสารบรรณ: หยุด เหลือเวลา 6 ชั่วโมง", "เสร็จ 0 จาก 1 งาน"]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert "ยังไม่ทราบ 3 คน" in text
    assert "งานทะเบียน: หยุด แผนไม่ได้กำหนดเวลา" in text


def test_a_report_is_edited_approved_by_another_and_then_stands(
    course: Course, coordinator: Membership, head: Membership, member: Membership
) -> None:
    number = course.incident.pk
    with pytest.raises(NotAllowedError):
        actions.draft_report(member, number, "ร่าง")
    report = actions.draft_report(coordinator, number, "ร่าง\n")
    assert actions.draft_report(coordinator, number, "อีกร่าง").pk == report.pk
    actions.edit_report(coordinator, number, 1, "น้ำเริ่มลด", revision=1)
    with pytest.raises(RefusedError) as refusal:
        actions.edit_report(head, number, 1, "น้ำยังขึ้น", revision=1)
    assert refusal.value.code == "edited-meanwhile"
    with pytest.raises(NotAllowedError):
        actions.approve_report(coordinator, number, 1, revision=2)
    with pytest.raises(RefusedError):
        actions.approve_report(head, number, 1, revision=1)
    actions.approve_report(head, number, 1, revision=2)
    with pytest.raises(RefusedError):
        actions.edit_report(coordinator, number, 1, "แก้ทีหลัง", revision=2)
    assert SituationReport.objects.get().text == "น้ำเริ่มลด\n"
    assert actions.draft_report(coordinator, number, "ฉบับสอง").number == 2


def test_two_who_edit_at_once_lose_nothing(course: Course, coordinator: Membership, client_as: SignIn) -> None:
    client, pages = client_as(coordinator), f"/incidents/{course.incident.pk}/reports/"
    answer = client.post(pages)
    assert answer.headers["Location"] == f"{pages}1/"
    client.post(f"{pages}1/", {"act": "edit", "text": "ข้อความของคนแรก", "revision": "1"})
    second = client.post(f"{pages}1/", {"act": "edit", "text": "ข้อความของคนที่สอง", "revision": "1"})
    assert second.status_code == 409
    page = second.content.decode()
    assert "ข้อความของคนแรก" in page
    assert "ข้อความของคนที่สอง" in page


def test_the_text_for_a_chat_says_when_it_is_only_a_draft(
    course: Course, coordinator: Membership, head: Membership, client_as: SignIn
) -> None:
    client, page = client_as(coordinator), f"/incidents/{course.incident.pk}/reports/1/"
    client.post(f"/incidents/{course.incident.pk}/reports/")
    assert client.get(f"{page}text/").content.decode().startswith("[ร่าง ยังไม่อนุมัติ]\n[ซ้อม] รายงานสถานการณ์")
    client_as(head).post(page, {"act": "approve", "revision": "1"})
    approved = client.get(f"{page}text/")
    assert approved.content.decode().startswith("[ซ้อม] รายงานสถานการณ์")
    assert approved["Content-Type"] == "text/plain; charset=utf-8"
    assert "แก้ไม่ได้อีก" in words_of(client.get(page).content.decode())
    assert client.get(f"/incidents/{course.incident.pk}/reports/9/").status_code == 404


def test_a_report_is_a_paper_to_be_signed_and_it_is_written_down_to_whom_it_went(
    course: Course, coordinator: Membership, head: Membership, client_as: SignIn
) -> None:
    number, client = course.incident.pk, client_as(coordinator)
    client.post(f"/incidents/{number}/reports/")
    page = f"/incidents/{number}/reports/1/"
    early = client.post(page, {"act": "sent", "receiver": "ผู้ว่าราชการจังหวัด"})
    assert early.status_code == 409
    assert "ยังไม่อนุมัติ" in words_of(early.content.decode())
    actions.approve_report(head, number, 1, revision=1)
    pdf, word = client.get(f"{page}pdf/"), client.get(f"{page}docx/")
    assert pdf.content.startswith(b"%PDF-")
    shown = zipfile.ZipFile(io.BytesIO(word.content)).read("word/document.xml").decode()
    assert "1. บุคลากร" in shown
    assert "ผู้อนุมัติ" in shown
    assert head.user.name in shown
    assert client.get(f"{page}exe/").status_code == 404
    client.post(page, {"act": "sent", "receiver": "ผู้ว่าราชการจังหวัด", "way": "หนังสือราชการ"})
    assert "ส่งถึง ผู้ว่าราชการจังหวัด" in words_of(client.get(page).content.decode())
    assert course.logged()[-1] == "situation_report.sent"
