"""Which threat touches which kind of resource."""

from collections.abc import Callable

from tools.layouts.choices import Choices
from tools.layouts.notation import TICKS, paragraphs, table
from tools.layouts.view import Data, View
from tools.reading.document import ABOVE, LEFT, Block

HEADS = {
    "premises": ("ด้านอาคาร/สถานที่ปฏิบัติงานหลัก", "อาคาร/สถานที่", "สถานที่", "ที่ทำการ"),
    "equipment": ("ด้านวัสดุอุปกรณ์ที่สำคัญ", "วัสดุอุปกรณ์", "เครื่องมือ/อุปกรณ์", "ครุภัณฑ์"),
    "technology": ("ด้านเทคโนโลยีสารสนเทศและข้อมูลที่สำคัญ", "ระบบสารสนเทศ", "เทคโนโลยี", "ระบบคอมพิวเตอร์และข้อมูล"),
    "people": ("ด้านบุคลากรหลัก", "บุคลากร", "เจ้าหน้าที่", "คน"),
    "suppliers": ("ด้านคู่ค้า/ผู้ให้บริการ/ผู้มีส่วนได้ส่วนเสีย", "คู่ค้า", "ผู้ให้บริการภายนอก", "ผู้เกี่ยวข้องภายนอก"),
}


def threats(choices: Choices, view: View) -> list[Block]:
    forms: dict[str, Callable[[Choices, View, dict[str, str]], list[Block]]] = {
        "table": _table,
        "turned": _turned,
        "boxes in a cell": _boxes,
        "sentence": _sentences,
    }
    words = {area: choices.of(f"threats {area} head", *HEADS[area]) for area in HEADS}
    return forms[choices.of("threats form", *forms)](choices, view, words)


def _mark(choices: Choices, view: View, threat: Data, area: str) -> str:
    marks = {"yes, no": ("มี", "ไม่มี"), "touched": ("กระทบ", "ไม่กระทบ"), "● ○": ("●", "○")}
    marks |= {tick: (tick, "") for tick in TICKS} | {f"{tick} -": (tick, "-") for tick in ("✓", "/", "X")}
    yes, no = marks[
        choices.of("threats mark", *(k for k in marks if k in TICKS), *(k for k in marks if k not in TICKS))
    ]
    return yes if view.affected(threat, area) else no


def _table(choices: Choices, view: View, words: dict[str, str]) -> list[Block]:
    first = choices.of(
        "threats name head", "ความเสี่ยงและภัยคุกคาม", "ภัยคุกคาม", "ภัย", "เหตุการณ์", "ประเภทภัย", "เหตุ", "สิ่งที่อาจเกิดขึ้น"
    )
    rows = [[t["name"], *(_mark(choices, view, t, a) for a in words)] for t in view.plan["threats"]]
    if choices.of("threats title over areas", "ผลกระทบ", "none") == "none":
        return [table([[first, *words.values()], *rows], 1)]
    return [table([[first, "ผลกระทบ", *[LEFT] * 4], [ABOVE, *words.values()], *rows], 2)]


def _turned(choices: Choices, view: View, words: dict[str, str]) -> list[Block]:
    names = [t["name"] for t in view.plan["threats"]]
    rows = [[word, *(_mark(choices, view, t, a) for t in view.plan["threats"])] for a, word in words.items()]
    return [table([["ทรัพยากร", *names], *rows], 1)]


def _boxes(choices: Choices, view: View, words: dict[str, str]) -> list[Block]:
    rows = [
        [t["name"], "\n".join(("☑ " if view.affected(t, a) else "☐ ") + word for a, word in words.items())]
        for t in view.plan["threats"]
    ]
    return [table([["ภัยคุกคาม", "ผลกระทบต่อทรัพยากร"], *rows], 1)]


def _sentences(choices: Choices, view: View, words: dict[str, str]) -> list[Block]:
    def said(threat: Data, wanted: bool) -> str:
        return " ".join(word for area, word in words.items() if view.affected(threat, area) == wanted) or "-"

    return [
        *paragraphs(
            *(
                f"{n}. {t['name']} : กระทบ {said(t, True)} ; ไม่กระทบ {said(t, False)}"
                for n, t in enumerate(view.plan["threats"], 1)
            )
        )
    ]
