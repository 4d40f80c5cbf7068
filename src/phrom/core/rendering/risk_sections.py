"""The front of the plan: office, purposes, assumptions, risks, BIA, resources, strategies.

The order is the national template's.
"""

from phrom.core.plan.document import AREAS, Area, Plan, Process, Requirement, Requirements, Strategy
from phrom.core.rendering.blocks import Block, Cell, Heading, Listing, Paragraph, Table, head_row, words
from phrom.core.rendering.plan_words import ABSENT, AREA_WORDS, LEVEL_WORDS, PlanWords, absent
from phrom.core.values.phone_number import display

_WHERE = {"on-site": "ในพื้นที่", "off-site": "นอกพื้นที่", "home": "ปฏิบัติงานที่บ้าน"}


def opening(plan: Plan) -> list[Block]:
    """บทนำ วัตถุประสงค์ สมมติฐาน."""
    office = plan.organisation
    facts = (
        ("หน่วยงาน", office.name),
        ("สังกัด", office.parent or ABSENT),
        ("ที่ตั้ง", office.address or ABSENT),
        ("จำนวนบุคลากร", f"{office.staff_count} คน" if office.staff_count is not None else ABSENT),
        ("แผนประจำปี", f"พ.ศ. {plan.year}" if plan.year is not None else ABSENT),
    )
    rows = tuple((words(label, strong=True), words(value)) for label, value in facts)
    return [
        Heading(1, "บทนำ"),
        Table((1, 3), (head_row("รายการ", "ข้อมูลของหน่วยงาน"),), rows),
        Heading(1, "วัตถุประสงค์"),
        Listing(plan.purposes, numbered=True) if plan.purposes else absent("วัตถุประสงค์"),
        Heading(1, "สมมติฐานของแผนบริหารความต่อเนื่อง"),
        Listing(plan.assumptions, numbered=True) if plan.assumptions else absent("สมมติฐาน"),
    ]


def risks(plan: Plan) -> list[Block]:
    """The matrix of threats and resource areas: tick, dash, or not assessed."""
    heading = Heading(1, "การประเมินความเสี่ยง ภัยคุกคาม และผลกระทบ")
    if not plan.threats:
        return [heading, absent("ความเสี่ยงและภัยคุกคาม")]
    cells = {(impact.threat, impact.area): impact.affected for impact in plan.impacts}
    head = (
        (
            Cell(("ความเสี่ยงและ", "ภัยคุกคาม"), centred=True, strong=True, rowspan=2),
            Cell(("ผลกระทบต่อทรัพยากร",), centred=True, strong=True, colspan=5),
        ),
        head_row(*(AREA_WORDS[area] for area in AREAS)),
    )
    rows = tuple(
        (words(threat.name), *(_impact(cells.get((threat.id, area))) for area in AREAS)) for threat in plan.threats
    )
    note = "✓ หมายถึง มีผลกระทบ  – หมายถึง ไม่มีผลกระทบ  ไม่ได้ประเมิน หมายถึง แผนไม่ได้เขียนไว้"
    return [heading, Table((1.7, 1.15, 1.1, 1.2, 1, 1.15), head, rows), Paragraph(note, quiet=True)]


def _impact(affected: bool | None) -> Cell:
    if affected is None:
        return words("ไม่ได้ประเมิน", centred=True)
    return Cell(mark="tick" if affected else "dash", centred=True)


def processes(plan: Plan, say: PlanWords) -> list[Block]:
    """การวิเคราะห์ผลกระทบทางธุรกิจ (BIA)."""
    heading = Heading(1, "การประเมินผลกระทบต่อกระบวนการดำเนินงาน (Business Impact Analysis)")
    if not plan.processes:
        return [heading, absent("กระบวนงาน")]
    head = head_row("กระบวนงาน", "กลุ่มงาน/ฝ่าย", "ระดับผลกระทบ", "ระยะเวลาที่ยอมให้งานสะดุดหยุดชะงัก")
    rows = tuple(
        (
            words(f"{number}. {process.name}"),
            words(*(say.unit(unit) for unit in process.units)) if process.units else words(ABSENT),
            words(_level(process), centred=True),
            words(say.mtpd(process), centred=True),
        )
        for number, process in enumerate(plan.processes, start=1)
    )
    return [heading, Table((3, 2, 1, 1.3), (head,), rows)]


def _level(process: Process) -> str:
    return process.impact_text or (LEVEL_WORDS[process.impact] if process.impact else ABSENT)


def resources(plan: Plan) -> list[Block]:
    """The minimum of each process in the five areas."""
    heading = Heading(1, "ทรัพยากรที่จำเป็นต้องใช้เพื่อให้การดำเนินงานต่อเนื่องในภาวะวิกฤต")
    office = _of_the_office(plan)
    if not plan.processes:
        return [heading, *(office or [absent("ทรัพยากรที่จำเป็น")])]
    head = (
        (
            Cell(("กระบวนงาน",), centred=True, strong=True, rowspan=2),
            Cell(("ทรัพยากรที่จำเป็น (ขั้นต่ำ)",), centred=True, strong=True, colspan=5),
        ),
        head_row("อาคาร/สถานที่", "เครื่องมือ/อุปกรณ์", "ระบบสารสนเทศ", "บุคลากร", "คู่ค้า/ผู้ให้บริการ"),
    )
    rows = tuple(
        (words(f"{number}. {process.name}"), *(_requirements(process.requirements, area) for area in AREAS))
        for number, process in enumerate(plan.processes, start=1)
    )
    return [heading, Table((1.6, 1.15, 1.25, 1.1, 0.9, 1.1), head, rows, small=True), *office]


def _of_the_office(plan: Plan) -> list[Block]:
    """What the office needs as a whole, an area a row; nothing where the plan says it by process alone."""
    needed = [area for area in AREAS if getattr(plan.requirements, area)]
    if not needed:
        return []
    rows = tuple((words(AREA_WORDS[area]), _requirements(plan.requirements, area)) for area in needed)
    head = head_row("ทรัพยากร", "ที่หน่วยงานต้องใช้โดยรวม")
    return [Heading(2, "ทรัพยากรที่หน่วยงานต้องใช้โดยรวม"), Table((1, 3), (head,), rows)]


def _requirements(needs: Requirements, area: Area) -> Cell:
    needed: tuple[Requirement, ...] = getattr(needs, area)
    return words(*(_requirement(item) for item in needed), bullets=True) if needed else words("–", centred=True)


def _requirement(item: Requirement) -> str:
    if item.quantity_text:
        return f"{item.name} ({item.quantity_text})"
    amount = " ".join(str(part) for part in (item.quantity, item.unit) if part is not None)
    return f"{item.name} {amount}".strip()


def strategies(plan: Plan, say: PlanWords) -> list[Block]:
    """กลยุทธ์ สถานที่ปฏิบัติงานสำรอง คู่ค้า."""
    blocks: list[Block] = [Heading(1, "กลยุทธ์และแนวทางในการบริหารความต่อเนื่อง")]
    if plan.strategies:
        head = head_row("ทรัพยากร", "กลยุทธ์และแนวทางในการบริหารความต่อเนื่อง", "หน่วยงานเจ้าภาพรับผิดชอบ")
        rows = tuple(_strategy(strategy, say) for strategy in plan.strategies)
        blocks.append(Table((1.2, 3, 1.2), (head,), rows))
    else:
        blocks.append(absent("กลยุทธ์"))
    blocks += [Heading(2, "สถานที่ปฏิบัติงานสำรอง"), _sites(plan, say)]
    return [*blocks, Heading(2, "คู่ค้าและผู้ให้บริการ"), _suppliers(plan, say)]


def _strategy(strategy: Strategy, say: PlanWords) -> tuple[Cell, ...]:
    owners = words(*(say.unit(owner) for owner in strategy.owners)) if strategy.owners else words(ABSENT)
    return words(AREA_WORDS[strategy.area]), words(*strategy.actions, bullets=True), owners


def _sites(plan: Plan, say: PlanWords) -> Block:
    if not plan.sites:
        return absent("สถานที่ปฏิบัติงานสำรอง")
    head = head_row("ลำดับ", "สถานที่", "ที่ตั้ง", "รองรับ", "ภัยที่อาจกระทบสถานที่นี้")
    rows = tuple(
        (
            words(str(number), centred=True),
            words(site.name),
            words(_WHERE[site.where] if site.where else ABSENT),
            words(f"{site.capacity} คน" if site.capacity is not None else ABSENT),
            words(*(say.threat(threat) for threat in site.exposed_to)) if site.exposed_to else words(ABSENT),
        )
        for number, site in enumerate(plan.sites, start=1)
    )
    return Table((0.6, 2.8, 1.3, 1.5, 1.6), (head,), rows)


def _suppliers(plan: Plan, say: PlanWords) -> Block:
    if not plan.suppliers:
        return absent("คู่ค้าและผู้ให้บริการ")
    names = {supplier.id: supplier.name for supplier in plan.suppliers}
    titles = ["คู่ค้า/ผู้ให้บริการ", "บริการ", "รายสำรอง"] + ([] if say.public else ["โทรศัพท์"])
    rows = []
    for supplier in plan.suppliers:
        others = [names.get(other, other) for other in supplier.alternates]
        row = [words(supplier.name), words(supplier.service or ABSENT), words(*others) if others else words(ABSENT)]
        if not say.public:
            row.append(words(*(display(p) for p in supplier.phones)) if supplier.phones else words(ABSENT))
        rows.append(tuple(row))
    return Table((2, 2, 1.5, 1.3)[: len(titles)], (head_row(*titles),), tuple(rows))
