"""The least that each process needs of each kind of resource."""

from collections.abc import Callable

from tools.layouts.choices import Choices
from tools.layouts.notation import paragraphs, table
from tools.layouts.view import AREAS, Data, View
from tools.reading.document import ABOVE, Block

HEADS = {
    "premises": ("สถานที่ปฏิบัติงานสำรอง", "สถานที่", "ที่ทำการสำรอง", "พื้นที่ปฏิบัติงาน"),
    "equipment": ("เครื่องมือ/อุปกรณ์", "วัสดุอุปกรณ์", "อุปกรณ์", "ครุภัณฑ์"),
    "technology": ("ระบบสารสนเทศ", "เทคโนโลยีสารสนเทศ", "ระบบงาน", "ระบบ/ข้อมูล"),
    "people": ("บุคลากร", "กำลังคน", "อัตรากำลัง", "จำนวนเจ้าหน้าที่"),
    "suppliers": ("คู่ค้า/ผู้ให้บริการ", "ผู้ให้บริการภายนอก", "ผู้มีส่วนได้ส่วนเสีย", "หน่วยงานที่เกี่ยวข้อง", "ผู้เกี่ยวข้องภายนอก"),
}


def cells(choices: Choices, needs: Data) -> dict[str, str]:
    """What stands under the heading of each kind of resource."""
    return {choices.of(f"needs {area} head", *HEADS[area]): _cell(choices, area, needs[area]) for area in AREAS}


def _cell(choices: Choices, area: str, wanted: list[Data]) -> str:
    if area == "premises":
        style = choices.of("needs places", "สถานที่ปฏิบัติงานสำรอง (2 คน)", "2 คน", "จำนวน 2 คน", "2 ที่นั่ง", "2")
        return style.replace("2", str(wanted[0]["quantity"]))
    if area == "people":
        style = choices.of("needs people", "บุคลากรหลัก 2 คน", "2 คน", "จำนวน 2 คน", "2")
        return style.replace("2", str(wanted[0]["quantity"]))
    joint = choices.of("needs joint", "- a line", "a line", ", ", "; ")
    names = [_item(choices, item) for item in wanted]
    return "\n".join(("- " if joint == "- a line" else "") + n for n in names) if "line" in joint else joint.join(names)


def _item(choices: Choices, item: Data) -> str:
    if "quantity" not in item:
        return str(item["name"])
    style = choices.of("needs quantity", "x 1 ชิ้น", "x จำนวน 1 ชิ้น", "x (1 ชิ้น)")
    return style.replace("1", str(item["quantity"])).replace("ชิ้น", item["unit"]).replace("x", item["name"])


def needs(choices: Choices, view: View) -> list[Block]:
    forms: dict[str, Callable[[Choices, View], list[Block]]] = {
        "table": _table,
        "row an item": _rows,
        "label : value": lambda c, v: _labels(c, v, " : "),
        "label   value": lambda c, v: _labels(c, v, "          "),
        "one cell": _one_cell,
    }
    return forms[choices.of("needs form", *forms)](choices, view)


def _table(choices: Choices, view: View) -> list[Block]:
    plan = view.plan["processes"]
    heads = list(cells(choices, plan[0]["requirements"]))
    number = choices.of("needs number", "in the name", "none") == "in the name"
    rows = [
        [(f"{n}. " if number else "") + p["name"], *cells(choices, p["requirements"]).values()]
        for n, p in enumerate(plan, 1)
    ]
    return [table([[choices.of("needs name head", "กระบวนงาน", "ภารกิจ", "งาน"), *heads], *rows], 1)]


def _rows(choices: Choices, view: View) -> list[Block]:
    """An item a row, the kind of resource in a column."""
    rows = [["กระบวนงาน", choices.of("needs kind head", "ประเภททรัพยากร", "ด้าน"), "รายการ", "จำนวน", "หน่วยนับ"]]
    for n, process in enumerate(view.plan["processes"], 1):
        first = f"{n}. {process['name']}"
        for area, word in AREAS.items():
            for item in process["requirements"][area]:
                rows.append([first, word, item["name"], str(item.get("quantity", "-")), item.get("unit", "-")])
                first = ABOVE
    return [table(rows, 1)]


def _one_cell(choices: Choices, view: View) -> list[Block]:
    """All that a process needs in one cell: a line for each kind, or the kind above its lines."""
    style = choices.of("needs in the cell", "label: value", "label above", "- label: value")
    rows = [
        [choices.of("needs name head", "กระบวนงาน"), choices.of("needs cell head", "ทรัพยากรขั้นต่ำ", "ความต้องการขั้นต่ำ")]
    ]
    for process in view.plan["processes"]:
        lines = []
        for label, value in cells(choices, process["requirements"]).items():
            inline = f"{label}: {', '.join(value.split(chr(10)))}"
            lines += [label, *value.split("\n")] if "above" in style else [style.replace("label: value", inline)]
        rows.append([process["name"], "\n".join(lines)])
    return [table(rows, 1)]


def _labels(choices: Choices, view: View, joint: str) -> list[Block]:
    out: list[Block] = []
    for n, process in enumerate(view.plan["processes"], 1):
        out += paragraphs(f"{n}. {process['name']}")
        lines = cells(choices, process["requirements"]).items()
        out += paragraphs(*(f"    {label}{joint}{', '.join(v.split(chr(10)))}" for label, v in lines))
    return out
