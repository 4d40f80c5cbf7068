"""The annex: completeness form of สำนักงาน ก.พ.ร. (BCP Checklist), digital services, Strategy Map."""

from phrom.core.plan.document import AREAS, DigitalService, Plan
from phrom.core.rendering.blocks import Block, Cell, Heading, Listing, Paragraph, Table, head_row, words
from phrom.core.rendering.plan_words import ABSENT, AREA_WORDS, PlanWords, absent
from phrom.core.values.thai_date import span_words

_PARTS = {
    "1": "ส่วนที่ 1 ข้อมูลพื้นฐาน",
    "2": "ส่วนที่ 2 องค์ประกอบตามแนวทางของการจัดทำ BCP",
    "3": "ส่วนที่ 3 ประเด็นที่คณะรัฐมนตรีให้ความสำคัญ",
}


def completeness(plan: Plan) -> list[Block]:
    """แบบตรวจสอบความครบถ้วน: has it, has it not, or neither ticked."""
    heading = Heading(1, "แบบตรวจสอบความครบถ้วนของแผน (BCP Checklist)", new_page=True)
    if not plan.checklist:
        return [heading, absent("แบบตรวจสอบความครบถ้วน")]
    rows: list[tuple[Cell, ...]] = []
    part = None
    for item in plan.checklist:
        if item.item.partition(".")[0] != part:
            part = item.item.partition(".")[0]
            if part in _PARTS:
                rows.append((Cell((_PARTS[part],), strong=True, colspan=3),))
        yes, no = item.answer is True, item.answer is False
        rows.append((words(f"{item.item} {item.text}"), _tick(yes), _tick(no)))
    note = "ข้อที่ไม่มีเครื่องหมายทั้งสองช่อง คือข้อที่แผนไม่ได้ตอบไว้"
    blanks = any(item.answer is None for item in plan.checklist)
    table = Table((5, 0.8, 0.8), (head_row("รายการตรวจสอบ", "มี", "ไม่มี"),), tuple(rows))
    return [heading, table, *([Paragraph(note, quiet=True)] if blanks else [])]


def _tick(ticked: bool) -> Cell:
    return Cell(mark="ticked" if ticked else "box", centred=True)


def digital_services(plan: Plan) -> list[Block]:
    """Digital services in use and planned, and the infrastructure service."""
    blocks: list[Block] = [Heading(2, "การนำระบบเทคโนโลยีดิจิทัลมาใช้")]
    if plan.digital_services:
        head = head_row("ภารกิจ/งาน", "ระบบเทคโนโลยี", "สถานะ")
        rows = tuple(_service(service) for service in plan.digital_services)
        blocks.append(Table((3, 2.2, 1), (head,), rows))
    else:
        blocks.append(absent("ระบบเทคโนโลยีดิจิทัล"))
    blocks.append(Heading(2, "การบริการโครงสร้างพื้นฐานที่จำเป็นต่อการดำรงชีวิตของประชาชน"))
    service = plan.infrastructure_service
    if service is None:
        return [*blocks, absent("การบริการโครงสร้างพื้นฐาน")]
    longest = span_words(service.maximum_interruption) if service.maximum_interruption else ABSENT
    return [*blocks, Paragraph(service.text, keep=True), Paragraph(f"หยุดชะงักไม่เกิน: {longest}")]


def _service(service: DigitalService) -> tuple[Cell, ...]:
    status = {"in-use": "ใช้งานแล้ว", "planned": "มีแผนจะใช้", None: ABSENT}[service.status]
    systems = words(*service.systems, bullets=True) if service.systems else words(ABSENT)
    return words(service.task), systems, words(status, centred=True)


def strategy_map(plan: Plan, say: PlanWords) -> list[Block]:
    """BCP Strategy Map: missions, authorities, main processes with their MTPD, systems, strategies."""
    chart = plan.strategy_map
    blocks: list[Block] = [Heading(1, "Strategy Map", new_page=chart is not None)]
    if chart is None:
        return [*blocks, absent("Strategy Map")]
    for title, items in (("พันธกิจ", chart.missions), ("อำนาจหน้าที่", chart.authorities)):
        blocks += [Heading(2, title), Listing(items, numbered=True) if items else absent(title)]
    if plan.processes:
        rows = tuple((words(process.name), words(say.mtpd(process), centred=True)) for process in plan.processes)
        head = head_row("กระบวนการหลักที่สำคัญ", "ยอมให้หยุดได้ไม่เกิน")
        blocks += [Heading(2, "กระบวนการหลักที่สำคัญ"), Table((4, 1.2), (head,), rows)]
    blocks += [Heading(2, "E-Service ระบบงาน และเทคโนโลยีที่สำคัญ")]
    blocks += [Listing(chart.systems) if chart.systems else absent("ระบบงานที่สำคัญ")]
    texts = {area: getattr(chart.strategies, area) for area in AREAS}
    rows = tuple(
        (words(AREA_WORDS[area]), words(*texts[area], bullets=True) if texts[area] else words(ABSENT)) for area in AREAS
    )
    head = head_row("ด้าน", "ข้อความในแผนผัง")
    return [*blocks, Heading(2, "แผนผังกลยุทธ์ความต่อเนื่องแยกตามทรัพยากร"), Table((1.5, 4), (head,), rows)]
