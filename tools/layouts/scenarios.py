"""What is done when a threat begins, is a crisis, is over."""

from collections.abc import Callable

from tools.layouts.choices import Choices
from tools.layouts.notation import items, paragraphs, table
from tools.layouts.view import Data, View
from tools.reading.document import ABOVE, Block, Paragraph

STAGES = ("onset", "crisis", "recovery")
WORDS = {
    "เมื่อเริ่มมีเหตุการณ์": ("เมื่อเริ่มมีเหตุการณ์", "เมื่อเหตุการณ์เข้าสู่สภาวะวิกฤต", "เมื่อเหตุการณ์กลับสู่สภาวะปกติ"),
    "ก่อนเกิดเหตุ": ("ก่อนเกิดเหตุ", "ขณะเกิดเหตุ", "หลังเกิดเหตุ"),
    "ระยะเริ่มเกิดเหตุ": ("ระยะเริ่มเกิดเหตุ", "ระยะวิกฤต", "ระยะฟื้นฟู"),
    "เริ่มเกิดเหตุ": ("เริ่มเกิดเหตุ", "วิกฤต", "กลับสู่ปกติ"),
    "ระยะเตรียมการ": ("ระยะเตรียมการ", "ระยะเผชิญเหตุ", "ระยะฟื้นฟู"),
}


def scenarios(choices: Choices, view: View) -> list[Block]:
    forms: dict[str, Callable[[Choices, View, tuple[str, ...]], list[Block]]] = {
        "headed lists": _lists,
        "stage columns, a table each": _stage_columns,
        "stage rows, a table each": _stage_rows,
        "one table, stage columns": _one_table,
        "one table, stage rows": _one_table_rows,
    }
    words = WORDS[choices.of("scenarios stages", *WORDS)]
    return forms[choices.of("scenarios form", *forms)](choices, view, words)


def _title(choices: Choices, view: View, number: int, scenario: Data) -> str:
    style = choices.of("scenarios title", "กรณีเกิดx", "กรณีx", "x", "เหตุการณ์x", "แผนเผชิญเหตุx")
    before = choices.of("scenarios number", "1. ", "none", "7.1 ", "(1) ")
    sign = "" if before == "none" else before.replace("1", str(number))
    return sign + style.replace("x", view.threats[scenario["threat"]])


def _titled(choices: Choices, view: View) -> list[tuple[str, Data]]:
    return [(_title(choices, view, n, s), s) for n, s in enumerate(view.plan["scenarios"], 1)]


def _cell(choices: Choices, steps: list[Data]) -> str:
    style = choices.of("scenarios steps in a cell", "- ", "• ", "1. ", "1) ", "no sign")
    sign = "" if style == "no sign" else style
    return "\n".join(sign.replace("1", str(n)) + step["text"] for n, step in enumerate(steps, 1))


def _lists(choices: Choices, view: View, words: tuple[str, ...]) -> list[Block]:
    colon = choices.of("scenarios colon", "", " :")
    out: list[Block] = []
    for title, scenario in _titled(choices, view):
        out += paragraphs(title)
        for word, stage in zip(words, STAGES, strict=True):
            out += paragraphs(word + colon)
            out += items(choices, "scenarios list", [step["text"] for step in scenario[stage]])
    return out


def _stage_columns(choices: Choices, view: View, words: tuple[str, ...]) -> list[Block]:
    out: list[Block] = []
    for title, scenario in _titled(choices, view):
        out += [Paragraph(title), table([list(words), [_cell(choices, scenario[s]) for s in STAGES]], 1)]
    return out


def _stage_rows(choices: Choices, view: View, words: tuple[str, ...]) -> list[Block]:
    """A form of two columns for each threat, its name above or in the first row."""
    inside = choices.of("scenarios name in the form", "no", "yes") == "yes"
    out: list[Block] = []
    for title, scenario in _titled(choices, view):
        rows = [[word, _cell(choices, scenario[stage])] for word, stage in zip(words, STAGES, strict=True)]
        if inside:
            out += [table([["ภัย", view.threats[scenario["threat"]]], *rows], 0), Paragraph("")]
        else:
            out += [Paragraph(title), table([["ระยะ", "แนวทางปฏิบัติ"], *rows], 1)]
    return out


def _one_table(choices: Choices, view: View, words: tuple[str, ...]) -> list[Block]:
    rows = [
        [view.threats[s["threat"]], *(_cell(choices, s[stage]) for stage in STAGES)] for s in view.plan["scenarios"]
    ]
    return [table([[choices.of("scenarios name head", "ภัย", "เหตุการณ์", "ภัยคุกคาม"), *words], *rows], 1)]


def _one_table_rows(choices: Choices, view: View, words: tuple[str, ...]) -> list[Block]:
    rows = [[choices.of("scenarios name head", "ภัย", "เหตุการณ์", "ภัยคุกคาม"), "ระยะ", "แนวทางปฏิบัติ"]]
    for s in view.plan["scenarios"]:
        for word, stage in zip(words, STAGES, strict=True):
            name = view.threats[s["threat"]] if stage == "onset" else ABOVE
            rows.append([name, word, _cell(choices, s[stage])])
    return [table(rows, 1)]
