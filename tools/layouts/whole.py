"""The whole document: its sections in some order, under headings with some number."""

from collections.abc import Callable

from tools.layouts.checklist import checklist
from tools.layouts.choices import Choices
from tools.layouts.needs import needs
from tools.layouts.notation import in_digits, paragraphs
from tools.layouts.processes import processes
from tools.layouts.response import response
from tools.layouts.scenarios import scenarios
from tools.layouts.strategies import strategies
from tools.layouts.teams import teams
from tools.layouts.threats import threats
from tools.layouts.view import Data, View
from tools.reading.document import ABOVE, Block, Document, PageBreak, Paragraph, Table

HEADINGS = {
    "threats": (
        *("การประเมินความเสี่ยง ภัยคุกคาม และผลกระทบ", "ความเสี่ยงและภัยคุกคาม"),
        *("ภัยที่อาจเกิดขึ้นและผลกระทบต่อทรัพยากร", "ภัยที่พิจารณา", "อันตรายที่หน่วยงานเผชิญ"),
    ),
    "processes": (
        *("การวิเคราะห์ผลกระทบทางธุรกิจ (Business Impact Analysis)", "การประเมินผลกระทบต่อกระบวนการดำเนินงาน"),
        *("กระบวนงานที่สำคัญ", "งานที่ต้องดำเนินการต่อเนื่อง", "ภารกิจสำคัญของหน่วยงาน", "ผลการวิเคราะห์กระบวนงาน", "สิ่งที่ต้องทำให้ได้"),
    ),
    "needs": (
        *("ทรัพยากรที่จำเป็นต้องใช้เพื่อให้การดำเนินงานต่อเนื่อง", "ทรัพยากรขั้นต่ำ"),
        *("ความต้องการทรัพยากรของแต่ละกระบวนงาน", "สิ่งที่ต้องมีเป็นอย่างน้อย", "ปัจจัยที่ขาดไม่ได้"),
    ),
    "strategies": (
        *("กลยุทธ์และแนวทางในการบริหารความต่อเนื่อง", "กลยุทธ์ความต่อเนื่อง"),
        *("แนวทางทดแทนทรัพยากร", "ทางเลือกเมื่อขาดทรัพยากร", "ทางออกเมื่อขาดแคลน"),
    ),
    "teams": (
        *("โครงสร้างและทีมบริหารความต่อเนื่อง", "คณะบริหารความต่อเนื่อง"),
        *("โครงสร้างและรายชื่อผู้รับผิดชอบ", "ผู้มีหน้าที่ตามแผน", "บัญชีรายชื่อ", "คำสั่งมอบหมายหน้าที่", "สายการบังคับบัญชา"),
    ),
    "response": (
        *("ขั้นตอนการบริหารความต่อเนื่องและการกอบกู้กระบวนการ", "การดำเนินการตามห้วงเวลา"),
        *("ขั้นตอนปฏิบัติเมื่อประกาศใช้แผน", "สิ่งที่ต้องทำในแต่ละช่วงเวลา", "ลำดับการปฏิบัติ"),
    ),
    "scenarios": (
        *("ขั้นตอนบริหารความต่อเนื่องแยกตามภัย", "แนวทางปฏิบัติเมื่อเกิดเหตุการณ์"),
        *("การเผชิญเหตุรายภัย", "แนวปฏิบัติรายเหตุการณ์", "คู่มือเผชิญเหตุ", "วิธีปฏิบัติเฉพาะภัย"),
    ),
    "checklist": ("แบบตรวจสอบความครบถ้วนของแผน (BCP Checklist)", "แบบตรวจความครบถ้วน"),
}
SECTIONS: dict[str, Callable[[Choices, View], list[Block]]] = {
    "threats": threats,
    "processes": processes,
    "needs": needs,
    "strategies": strategies,
    "teams": teams,
    "response": response,
    "scenarios": scenarios,
    "checklist": checklist,
}
ORDERS = {
    "national": list(SECTIONS),
    "teams first": ["teams", *(s for s in SECTIONS if s != "teams")],
    "form first": ["checklist", *(s for s in SECTIONS if s != "checklist")],
}
NUMBERS = ("none", "1. ", "ส่วนที่ 1 ", "บทที่ 1 ", "หมวด 1 ", "A. ", "(1) ", "ตอนที่ 1 : ", "1) ", "I. ")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def laid_out(plan: Data, choices: Choices) -> Document:
    """The plan in the layout chosen; every fact that `truth_of` names stands in it."""
    view = View(plan)
    order = choices.of("order", *ORDERS, "shuffled")
    names = ORDERS.get(order) or choices.random("the order").sample(list(SECTIONS), len(SECTIONS))
    written = {name: SECTIONS[name](choices, view) for name in names if name != "needs"}
    if choices.taken["needs place"] == "own section":
        written["needs"] = needs(choices, view)
    blocks = _front(choices, plan)
    for n, name in enumerate((name for name in names if name in written), 1):
        blocks += [_heading(choices, n, name), *written[name]]
    if choices.of("long tables", "whole", "over pages, heads repeated") != "whole":
        blocks = [part for block in blocks for part in _over_pages(block)]
    head = {}
    if choices.of("running head", "no", "yes") == "yes":
        head = {"header": f"{plan['title']} {plan['organisation']['name']}", "footer": "หน้า {page}"}
    return in_digits(choices, Document(tuple(blocks), head))


def _over_pages(block: Block) -> list[Block]:
    """A long table parted by the end of a page where no cell is joined over it; its headings stand again."""
    if not isinstance(block, Table) or not block.heads:
        return [block]
    cuts = [y for y in range(block.heads + 3, len(block.rows) - 1) if (ABOVE,) not in block.rows[y]]
    if not cuts:
        return [block]
    heads, cut = block.rows[: block.heads], cuts[len(cuts) // 2]
    return [Table(block.rows[:cut], block.heads), PageBreak(), Table(heads + block.rows[cut:], block.heads)]


def _heading(choices: Choices, number: int, name: str) -> Paragraph:
    style = choices.of("headings number", *NUMBERS)
    sign = "" if style == "none" else style.replace("1", str(number))
    sign = sign.replace("A", chr(64 + number)) if style == "A. " else sign
    sign = sign.replace("I", ROMAN[number - 1]) if style == "I. " else sign
    colon = choices.of("headings colon", "", " :")
    return Paragraph(sign + choices.of(f"heading of {name}", *HEADINGS[name]) + colon)


def _front(choices: Choices, plan: Data) -> list[Block]:
    office = plan["organisation"]["name"]
    way = choices.of("front", "cover", "cover, foreword and contents", "memo", "none")
    title: list[Block] = [*paragraphs(plan["title"], office, f"ประจำปีงบประมาณ พ.ศ. {plan['year']}")]
    if way == "none":
        return title[:2]
    if way == "cover":
        return [*title, PageBreak()]
    if way == "memo":
        letter = (
            "บันทึกข้อความ",
            f"ส่วนราชการ {office}",
            f"เรื่อง {plan['title']} ประจำปี {plan['year']}",
            "เรียน หัวหน้ากลุ่มงาน",
        )
        return [*paragraphs(*letter), PageBreak(), *title]
    foreword = ("คำนำ", f"{office} จัดทำแผนฉบับนี้ขึ้นเพื่อให้บริการประชาชนได้อย่างต่อเนื่อง", "สารบัญ")
    contents = [f"{HEADINGS[name][0]} {'.' * 40} {n}" for n, name in enumerate(SECTIONS, 1)]
    return [*title, PageBreak(), *paragraphs(*foreword, *contents), PageBreak()]
