"""What is done in which phase, and by whom."""

from collections.abc import Callable

from tools.layouts.choices import Choices
from tools.layouts.notation import items, paragraphs, table
from tools.layouts.view import Data, View
from tools.reading.document import ABOVE, LEFT, Block, Paragraph

NAMES = {
    "PT0H PT24H": ("วันที่ 1 (ภายใน 24 ชั่วโมง)", "ภายใน 24 ชั่วโมงแรก", "0 - 24 ชั่วโมง", "24 ชม. แรก"),
    "PT24H P7D": ("วันที่ 2 - 7", "ตั้งแต่ 24 ชั่วโมง ถึง 7 วัน", "24 ชั่วโมง - 7 วัน", "วันที่ 2 ถึงวันที่ 7"),
    "P7D None": ("วันที่ 8 เป็นต้นไป", "เกินกว่า 7 วัน", "มากกว่า 7 วัน", "หลังวันที่ 7"),
    "PT0H PT4H": ("ภายใน 4 ชั่วโมง", "4 ชั่วโมงแรก", "0 - 4 ชั่วโมง", "ชั่วโมงที่ 0 - 4"),
    "PT4H PT24H": ("ตั้งแต่ 4 ถึง 24 ชั่วโมง", "4 - 24 ชั่วโมง", "4 - 24 ชม.", "ชั่วโมงที่ 4 - 24"),
    "PT24H P3D": ("วันที่ 2 - 3", "24 - 72 ชั่วโมง", "24 - 72 ชม.", "วันที่ 2 ถึงวันที่ 3"),
    "P3D None": ("วันที่ 4 เป็นต้นไป", "เกินกว่า 72 ชั่วโมง", "มากกว่า 72 ชม.", "หลังวันที่ 3"),
}
STYLES = ("วันที่ 1 (ภายใน 24 ชั่วโมง)", "ภายใน 24 ชั่วโมงแรก", "0 - 24 ชั่วโมง", "24 ชม. แรก")


def response(choices: Choices, view: View) -> list[Block]:
    forms: dict[str, Callable[[Choices, View], list[Block]]] = {
        "a table each": _tables,
        "one table, phase joined down": _joined,
        "one table, phase rows": _phase_rows,
        "lists": _lists,
        "phases as columns": _columns,
        "records": _records,
    }
    return forms[choices.of("response form", *forms)](choices, view)


def _name(choices: Choices, number: int, phase: Data) -> str:
    style = STYLES.index(choices.of("response phases", *STYLES))
    name = NAMES[f"{phase['starts']} {phase['ends']}"][style]
    before = choices.of("response before the phase", "none", "ระยะที่ 1 ", "ช่วงที่ 1 : ")
    return ("" if before == "none" else before.replace("1", str(number))) + name


def _phases(choices: Choices, view: View) -> list[tuple[str, list[Data]]]:
    return [(_name(choices, n, p), p["steps"]) for n, p in enumerate(view.plan["response"], 1)]


def _heads(choices: Choices) -> list[str]:
    heads = [choices.of("response step head", "ขั้นตอนและกิจกรรม", "กิจกรรม", "สิ่งที่ต้องทำ", "การปฏิบัติ", "ภารกิจ")]
    heads.append(choices.of("response who head", "บทบาทผู้รับผิดชอบ", "ผู้รับผิดชอบ", "ผู้ดำเนินการ", "ผู้ปฏิบัติ"))
    done = choices.of("response done", "ดำเนินการแล้วเสร็จ", "none", "เสร็จแล้ว")
    return heads if done == "none" else [*heads, done]


def _row(choices: Choices, step: Data) -> list[str]:
    ends = ["☐"] if len(_heads(choices)) == 3 else []
    return [step["text"], step["responsible_text"], *ends]


def _rows(choices: Choices, steps: list[Data]) -> list[list[str]]:
    rows = [_row(choices, step) for step in steps]
    if choices.of("response number", "none", "own column") == "none":
        return rows
    return [[str(n), *row] for n, row in enumerate(rows, 1)]


def _head_row(choices: Choices) -> list[str]:
    own = choices.of("response number", "none", "own column") == "own column"
    return ["ลำดับ", *_heads(choices)] if own else _heads(choices)


def _tables(choices: Choices, view: View) -> list[Block]:
    inside = choices.of("response title", "above the table", "first row") == "first row"
    out: list[Block] = []
    for name, steps in _phases(choices, view):
        rows = [_head_row(choices), *_rows(choices, steps)]
        if inside:
            out += [table([[name] + [LEFT] * (len(rows[0]) - 1), *rows], 2), Paragraph("")]
        else:
            out += [Paragraph(name), table(rows, 1)]
    return out


def _joined(choices: Choices, view: View) -> list[Block]:
    rows = [[choices.of("response phase head", "ช่วงเวลา", "เวลา", "ระยะเวลา", "ห้วงเวลา"), *_head_row(choices)]]
    for name, steps in _phases(choices, view):
        rows += [[ABOVE if n else name, *row] for n, row in enumerate(_rows(choices, steps))]
    return [table(rows, 1)]


def _phase_rows(choices: Choices, view: View) -> list[Block]:
    rows = [_head_row(choices)]
    for name, steps in _phases(choices, view):
        rows += [[name] + [LEFT] * (len(rows[0]) - 1), *_rows(choices, steps)]
    return [table(rows, 1)]


def _lists(choices: Choices, view: View) -> list[Block]:
    style = choices.of("response who", "(x)", "[x]", "(ผู้รับผิดชอบ: x)", "โดย x", "ผู้รับผิดชอบ : x below")
    out: list[Block] = []
    for name, steps in _phases(choices, view):
        out += paragraphs(name)
        if style.endswith("below"):
            for n, step in enumerate(steps, 1):
                out += paragraphs(f"{n}. {step['text']}", f"    ผู้รับผิดชอบ : {step['responsible_text']}")
        else:
            texts = [f"{s['text']} {style.replace('x', s['responsible_text'])}" for s in steps]
            out += items(choices, "response list", texts)
    return out


def _records(choices: Choices, view: View) -> list[Block]:
    """A step a form of labels and values, below its phase."""
    out: list[Block] = []
    step_head, who_head, *_ = _heads(choices)
    for name, steps in _phases(choices, view):
        out += paragraphs(name)
        for step in steps:
            out += paragraphs(f"{step_head} : {step['text']}", f"{who_head} : {step['responsible_text']}")
    return out


def _columns(choices: Choices, view: View) -> list[Block]:
    phases = _phases(choices, view)
    who = list(dict.fromkeys(s["responsible_text"] for _, steps in phases for s in steps))
    rows = [
        [
            name,
            *(
                "\n".join(f"- {s['text']}" for s in steps if s["responsible_text"] == name) or "-"
                for _, steps in phases
            ),
        ]
        for name in who
    ]
    return [table([[choices.of("response who head", "ผู้รับผิดชอบ"), *(name for name, _ in phases)], *rows], 1)]
