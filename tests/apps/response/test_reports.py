"""Situation reports: drafted from what is known, edited without loss, approved by another, then frozen."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client
from pypdfium2 import PdfDocument

from phrom.core.rendering.incident_paper import IncidentPaper
from phrom.core.rendering.incident_paper_docx import render_incident_paper_docx
from phrom.core.rendering.incident_paper_pdf import render_incident_paper_pdf
from phrom.errors import NotAllowedError, RefusedError
from phrom.incidents import actions as incidents
from phrom.incidents.queries import open_decisions
from phrom.offices.models import Membership
from phrom.response import actions
from phrom.response.models import SituationReport
from phrom.response.views.paper import approved_signers, paper_of
from phrom.response.views.report_facts import draft_text
from tests.apps.callouts.course import Course, plan_in_force, words_of
from tests.cast import SettableClock

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
    assert "\nประกาศใช้แผนเมื่อ 21 ส.ค. 2569 09:00 น.\n" in text
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


def test_the_report_says_by_whose_word_the_plan_is_in_force_and_what_was_not_counted_yet(
    coordinator: Membership, head: Membership, clock: SettableClock
) -> None:
    plan_in_force(coordinator.organisation)
    incident = incidents.watch_incident(coordinator, "threat-flood", request_key="watched-flood", practice=True)
    assert "ประกาศใช้แผนเมื่อ" not in draft_text(incident)
    incidents.propose_activation_of(coordinator, incident.pk, reason="น้ำเข้า")
    clock.advance(minutes=20)
    incident = incidents.approve_activation(coordinator, incident.pk, as_person="person-2")
    actions.ask_for_manual_work(coordinator, incident.pk, "process-1", reason="ระบบล่ม")
    decision = open_decisions(incident)[0]
    actions.decide_manual_work(head, incident.pk, decision.pk, approved=True)
    text = draft_text(incident)
    assert "ประกาศใช้แผนเมื่อ 21 ส.ค. 2569 09:20 น. โดย นายสอง ทดสอบ ปฏิบัติหน้าที่แทน นายหนึ่ง ทดสอบ\n" in text
    assert "งานค้าง งานสารบรรณ: ยังไม่ได้นับแบบฟอร์มที่ใช้" in text


def test_a_signature_never_stands_on_a_page_without_a_line_of_the_report(
    course: Course, coordinator: Membership
) -> None:
    def paper(lines: int) -> IncidentPaper:
        text = "รายงานสถานการณ์ฉบับที่ 1\nอบต.\n\n1. บุคลากร\n" + "".join(f"- บรรทัดที่ {n}\n" for n in range(lines))
        return paper_of(course.incident, coordinator, text, approved_signers("ผู้ร่าง", "", None), draft=True)

    def pages(lines: int) -> list[str]:
        return [p.get_textpage().get_text_range() for p in PdfDocument(render_incident_paper_pdf(paper(lines)))]

    full = next(lines for lines in range(24, 80) if len(pages(lines)) == 2)  # one more than a page holds with them
    assert "•" in pages(full)[1]
    assert "ลงชื่อ" in pages(full)[1]
    word = zipfile.ZipFile(io.BytesIO(render_incident_paper_docx(paper(full)))).read("word/document.xml").decode()
    last = word[: word.index(f"บรรทัดที่ {full - 1}<")].rpartition("<w:p>")[2]
    assert "<w:keepNext/>" in last
