"""The completeness form (BCP Checklist) as it goes to สำนักงาน ก.พ.ร. with the plan: each line, the answer, and what in
the plan bears it out; then the digital services, and lines to sign on.

A line that the plan leaves unanswered is not ticked; beside it stands what the plan's own sections suggest.
"""

from phrom.core.plan.completeness import STANDARD_FORM, suggested_answer
from phrom.core.plan.document import ChecklistItem, DigitalService, Plan
from phrom.core.rendering.blocks import Block, Cell, Heading, Paragraph, Table, head_row, words
from phrom.core.rendering.page_frame import document_data
from phrom.core.rendering.plan_words import ABSENT, PlanWords, absent
from phrom.core.rendering.printing import Printing
from phrom.core.rendering.team_sections import signatures
from phrom.core.rendering.typst_pdf import TextWriter, compile_pdf
from phrom.core.values.thai_date import span_words

NAME = "แบบตรวจสอบความครบถ้วนของแผนดำเนินธุรกิจอย่างต่อเนื่องของหน่วยงานภาครัฐ (BCP Checklist)"
PURPOSE = (
    "แบบฟอร์มนี้ใช้สำรวจตนเอง เพื่อให้มั่นใจว่าแผนมีความครบถ้วนตามแนวทางการจัดทำ BCP "
    "และสำรวจความพร้อมของระบบดิจิทัลที่รองรับงานของหน่วยงานได้อย่างต่อเนื่องแม้ประสบสภาวะวิกฤต"
)
_PARTS = {
    "1": "ส่วนที่ 1 ข้อมูลพื้นฐาน",
    "2": "ส่วนที่ 2 องค์ประกอบตามแนวทางของการจัดทำ BCP",
    "3": "ส่วนที่ 3 ประเด็นที่คณะรัฐมนตรีให้ความสำคัญ",
}
_GROUPS = {
    "1.2": "แผน BCP ที่จัดทำขึ้นในครั้งนี้สามารถรองรับเหตุการณ์ ดังต่อไปนี้",
    "2.4": "กลยุทธ์และแนวทางในการบริหารความต่อเนื่อง",
}
_WIDTHS = (4.2, 0.7, 0.75, 3.2)


def render_checklist_pdf(plan: Plan, printing: Printing) -> bytes:
    """A4 upright, without telephone numbers. Raises RenderingError (our mistake)."""
    write = TextWriter(plan, printing.digits, hide_personal_numbers=True)
    say = PlanWords(plan, public=True)
    data = {
        **document_data(write, plan, printing, NAME),
        "year": write.text(f"ปี พ.ศ. {plan.year}") if plan.year is not None else None,
        "purpose": write.text(PURPOSE),
        "blocks": [write.block(block) for block in (*_form(plan), *_digital(plan))],
        "signatures": write.block(signatures(plan, say, "ผู้รับรอง")),
    }
    return compile_pdf("checklist.typ", data, cache_dir=printing.cache_dir, printed_at=printing.printed_at)


def _form(plan: Plan) -> list[Block]:
    items = plan.checklist or STANDARD_FORM
    rows: list[tuple[Cell, ...]] = []
    part = group = None
    for item in items:
        numbers = item.item.split(".")
        if numbers[0] != part and numbers[0] in _PARTS:
            rows.append((Cell((_PARTS[numbers[0]],), strong=True, colspan=4),))
        part = numbers[0]
        above = ".".join(numbers[:2]) if len(numbers) > 2 else None
        if above != group and above in _GROUPS:
            rows.append((Cell((f"{above} {_GROUPS[above]}",), colspan=4),))
        group = above
        rows.append(_row(item, plan))
    head = head_row("รายการตรวจสอบ", "มี", "ไม่มี", "หลักฐานในแผน")
    blocks: list[Block] = [Table(_WIDTHS, (head,), tuple(rows))]
    if not plan.checklist:
        blocks.insert(0, Paragraph("แผนยังไม่มีแบบตรวจสอบที่ตอบแล้ว แบบนี้จึงยังไม่ทำเครื่องหมาย ช่องขวาคือสิ่งที่พบในแผน"))
    elif any(item.answer is None for item in items):
        blocks.append(Paragraph("ข้อที่ไม่มีเครื่องหมายทั้งสองช่อง คือข้อที่แผนไม่ได้ตอบไว้", quiet=True))
    return blocks


def _row(item: ChecklistItem, plan: Plan) -> tuple[Cell, ...]:
    yes, no = item.answer is True, item.answer is False
    return words(f"{item.item} {item.text}"), _tick(yes), _tick(no), words(_evidence(item, plan))


def _evidence(item: ChecklistItem, plan: Plan) -> str:
    """What the plan says to the line; a contradiction is told before the form is signed."""
    suggestion = suggested_answer(plan, item.text)
    if suggestion is None:
        return ""
    if item.answer is None or suggestion.answer == item.answer:
        return suggestion.why.th
    return f"คำตอบไม่ตรงกับแผน: {suggestion.why.th}"


def _tick(ticked: bool) -> Cell:
    return Cell(mark="ticked" if ticked else "box", centred=True)


def _digital(plan: Plan) -> list[Block]:
    blocks: list[Block] = []
    for title, status in (
        ("การนำระบบเทคโนโลยีดิจิทัลมาใช้แล้ว", "in-use"),
        ("ภารกิจ/งานที่มีแผนจะนำระบบเทคโนโลยีดิจิทัลมาใช้", "planned"),
    ):
        found = [service for service in plan.digital_services if service.status == status]
        blocks += [Heading(2, title), _services(found) if found else absent(title)]
    unknown = [service for service in plan.digital_services if service.status is None]
    if unknown:
        blocks += [Heading(2, "ระบบเทคโนโลยีดิจิทัลที่แผนไม่ได้บอกว่าใช้แล้วหรือมีแผนจะใช้"), _services(unknown)]
    title = "การบริการโครงสร้างพื้นฐานที่จำเป็นต่อการดำรงชีวิตของประชาชน"
    service = plan.infrastructure_service
    if service is None:
        return [*blocks, Heading(2, title), absent("การบริการโครงสร้างพื้นฐาน")]
    longest = span_words(service.maximum_interruption) if service.maximum_interruption else ABSENT
    table = Table(
        (4.2, 1.4), (head_row("การบริการ", "หยุดชะงักไม่เกิน"),), ((words(service.text), words(longest, centred=True)),)
    )
    return [*blocks, Heading(2, title), table]


def _services(services: list[DigitalService]) -> Table:
    rows = tuple(
        (words(service.task), words(*service.systems, bullets=True) if service.systems else words(ABSENT))
        for service in services
    )
    return Table((3, 2.2), (head_row("ภารกิจ/งาน", "ระบบเทคโนโลยี"),), rows)
