"""The completeness form."""

from tools.layouts.choices import Choices
from tools.layouts.notation import table
from tools.layouts.view import View
from tools.reading.document import Block


def checklist(choices: Choices, view: View) -> list[Block]:
    form = choices.of("checklist form", "two columns", "in words")
    item = choices.of("checklist head", "รายการ", "หัวข้อตรวจสอบ", "ประเด็น")
    if form == "in words":
        rows = [[c["item"], c["text"], "มี" if c["answer"] else "ไม่มี"] for c in view.plan["checklist"]]
        return [table([["ข้อ", item, "มี/ไม่มี"], *rows], 1)]
    tick = choices.of("checklist tick", "✓", "/", "☑", "X")
    rows = [[c["item"], c["text"], *([tick, ""] if c["answer"] else ["", tick])] for c in view.plan["checklist"]]
    return [table([["ข้อ", item, "มี", "ไม่มี"], *rows], 1)]
