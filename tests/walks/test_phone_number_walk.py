"""One telephone number, from a table in a Word file to a sealed entry in the log book.

Word → blocks → people → plan → checks → approval by another → practice → engine → practice phone (silence) → the
caller's list with the number → what the caller heard → the log book. Beside it a colleague who answers by code.
"""

import io
from collections.abc import Callable

import docx
from django.test import Client

from phrom.callouts.models import Recipient
from phrom.channels.models import PracticeMessage
from phrom.core.rendering.links import contains_link
from phrom.incidents.models import Incident
from phrom.logbook.models import LogEntry
from phrom.logbook.queries import said, verify_chain
from phrom.offices.models import Membership
from phrom.plans.actions import approve_plan, import_plan, submit_plan
from phrom.plans.queries import findings_of, plan_of, report_of
from tests.apps.callouts.course import Course, words_of
from tests.cast import SettableClock

NUMBER = "๐๘๑-๑๑๑-๐๐๐๙"  # as somebody typed it into the table
DIALLED = "+66811110009"
PERSON = "นางฌาดา แบบงาม"

PARAGRAPHS_AND_TABLES: tuple[str | list[list[str]], ...] = (
    "แผนบริหารความต่อเนื่อง (Business Continuity Plan)",
    "โรงพยาบาลสมมุติราษฎร์",
    "ปีงบประมาณ พ.ศ. 2568",
    "1 ระบบบัญชาการเหตุการณ์",
    [
        ["ตำแหน่งในระบบ", "บุคลากรหลัก", "โทรศัพท์", "บุคลากรสำรอง", "โทรศัพท์"],
        ["ผู้บัญชาการเหตุการณ์", "นายก้องภพ ทดลองการ", "081-111-0001", "นางขวัญใจ สมมุติชน", "081-111-0002"],
        ["เลขานุการศูนย์", "นางสาวคนึง จำลองดี", "081-111-0003", "นายงาม นามสมมุติ", "081-111-0004"],
        ["หัวหน้าทีม A", "นางจันทนา ต้นแบบ", "081-111-0005", "นางฉวี ต้นเรื่อง", "081-111-0006"],
    ],
    "ทีม A กลุ่มการพยาบาล",
    [
        ["ชื่อ-สกุล", "ตำแหน่ง", "เบอร์โทรศัพท์", "ผู้ปฏิบัติงานแทน"],
        [PERSON, "พยาบาลวิชาชีพชำนาญการ", NUMBER, "นางฉวี ต้นเรื่อง"],
        ["นายญาณ แบบกล้า", "พนักงานเปล", "081-111-0010", "-"],
    ],
    "2 การวิเคราะห์ผลกระทบทางธุรกิจ (BIA)",
    [
        ["ลำดับ", "กระบวนการ", "หน่วยงานรับผิดชอบ", "ระดับผลกระทบ", "MTPD"],
        ["1", "การรักษาพยาบาลผู้ป่วยฉุกเฉิน", "กลุ่มการพยาบาล", "สูงมาก", "30 นาที"],
    ],
    "3 ภัยคุกคามและผลกระทบต่อทรัพยากร",
    [
        ["ภัยคุกคาม", "อาคารสถานที่", "วัสดุอุปกรณ์", "เทคโนโลยีสารสนเทศ", "บุคลากร", "คู่ค้า"],
        ["อุทกภัย", "✓", "✓", "-", "✓", "-"],
    ],
)


def word_file() -> bytes:
    document = docx.Document()
    for block in PARAGRAPHS_AND_TABLES:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for row, cells in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        document.add_paragraph("")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_phone_number_walks_from_a_word_table_to_a_sealed_log_entry(
    coordinator: Membership, head: Membership, clock: SettableClock, client_as: Callable[[Membership], Client]
) -> None:
    # read out of the table, with the place where it stood
    version = import_plan(coordinator, "แผน.docx", word_file())
    plan, report = plan_of(version), report_of(version)
    person = next(p for p in plan.people if p.full_name == PERSON)
    assert person.phones == (DIALLED,)
    assert report is not None
    line = report.lines_behind(f"people/{person.id}/phones/0")[0]
    assert next(s for s in report.lines if s.number == line).text == NUMBER

    # checked: whatever is wrong with this plan, the number is not
    assert [f for f in findings_of(version) if f.path.startswith(f"people/{person.id}/phones")] == []

    # approved by another, and frozen for a practice that runs on the real engine
    submit_plan(coordinator, version.number)
    approve_plan(head, version.number, reason="ซ้อมก่อน แก้แผนภายหลัง")
    browser = client_as(coordinator)
    [threat] = [t.id for t in plan.threats if t.name == "อุทกภัย"]
    browser.post(f"/incidents/practice/{threat}/", {"request_key": "one-practice-only", "pace": "fast"})
    course = Course(coordinator, clock, incident=Incident.objects.get()).run()

    # a message on the practice phone, marked and without any link
    message = PracticeMessage.objects.get(person=person.id)
    assert message.text.startswith("[ซ้อม] ")
    assert not contains_link(message.text)

    # a colleague answers by the code in the message, at the office's address, without an account
    colleague = next(p.id for p in plan.people if p.full_name == "นายญาณ แบบกล้า")
    code = Recipient.objects.get(callout=course.callout, person=colleague).code
    heard = Client().post("/answer/", {"code": f" {code.lower()} ", "said": "acknowledged"})
    assert "รับทราบแล้ว นายญาณ" in words_of(heard.content.decode())

    # the person stays silent: the caller sees the number, and only now
    page = f"/incidents/{course.incident.pk}/caller/"
    assert DIALLED not in browser.get(page).content.decode()
    course.after(16).after(30)
    browser.post(page, {"act": "hold", "person": person.id})
    assert f'href="tel:{DIALLED}"' in browser.get(page).content.decode()
    browser.post(page, {"act": "report", "person": person.id, "result": "answered"})
    assert course.state.people[person.id].acknowledged is not None

    # sealed, in order, and unchanged
    course.run()
    told = [
        said(e) for e in LogEntry.objects.filter(incident=course.incident, data__person=person.id).order_by("number")
    ]
    assert told[0].startswith(f"กำลังแจ้ง {PERSON}")
    assert told[-1] == f"{coordinator.user.name} โทรหา {PERSON}: รับทราบ"
    assert all(e.practice for e in LogEntry.objects.filter(incident=course.incident))
    assert verify_chain(coordinator.organisation_id).ok
    assert verify_chain(coordinator.organisation_id).count == LogEntry.objects.count()
