"""The processes with their impact, times and owners, and what they need."""

from collections.abc import Callable

from tools.layouts.choices import Choices
from tools.layouts.needs import cells as needs_cells
from tools.layouts.notation import TICKS, duration, paragraphs, table
from tools.layouts.view import LEVELS, Data, View
from tools.reading.document import ABOVE, LEFT, Block, Paragraph
from tools.reading.likeness import hours

NUMBERS = {"critical": "4", "high": "3", "medium": "2", "low": "1"}


class Words:
    """Headings and cells of one layout."""

    def __init__(self, choices: Choices, view: View) -> None:
        self.choices, self.view = choices, view
        of = choices.of
        self.heads = {
            "name": of(
                "processes name head",
                *("กระบวนงาน", "กระบวนการหลัก", "งาน/ภารกิจ", "ภารกิจ/งานบริการ", "กิจกรรมสำคัญ", "ชื่อกระบวนงาน"),
            ),
            "unit": of(
                "processes unit head",
                *("หน่วยงานรับผิดชอบ", "กลุ่มงาน/ฝ่าย", "ส่วนราชการ", "ผู้รับผิดชอบ", "เจ้าของงาน", "หน่วยงานเจ้าของ"),
            ),
            "impact": of(
                "processes impact head",
                *("ระดับผลกระทบ", "ผลกระทบ", "ระดับความสำคัญ", "ความเร่งด่วน", "ระดับความรุนแรง", "คะแนนผลกระทบ"),
            ),
            "mtpd": of(
                "processes mtpd head",
                *("ระยะเวลาที่ยอมให้งานสะดุดหยุดชะงัก", "ระยะเวลาหยุดชะงักที่ยอมรับได้ (MTPD)", "MTPD", "หยุดได้ไม่เกิน"),
                *("ระยะเวลาสูงสุดที่ยอมให้หยุดชะงัก", "ระยะเวลาที่หยุดชะงักได้"),
            ),
            "rto": of("processes rto head", "ระยะเวลาเป้าหมายในการฟื้นคืนสภาพ (RTO)", "RTO", "เวลาเป้าหมายในการฟื้นคืน"),
        }
        self.level = of("processes level", "สูง", "ระดับสูง", "3", "ระดับ 3", "☑ สูง ☐ ปานกลาง ☐ ต่ำ")
        self.with_needs = of("needs place", "own section", "with the processes") == "with the processes"
        self.with_rto = all("rto" in p for p in view.plan["processes"])

    def impact(self, process: Data) -> str:
        level = process["impact"]
        if self.level.startswith("☑"):
            return " ".join(("☑ " if key == level else "☐ ") + word for key, word in self.view.levels().items())
        word = NUMBERS[level] if "3" in self.level else LEVELS[level]
        return "ระดับ" + (" " if "3" in self.level else "") + word if self.level.startswith("ระดับ") else word

    def legend(self) -> list[Paragraph]:
        if "3" not in self.level:
            return []
        return paragraphs(
            "ระดับผลกระทบ " + "  ".join(f"{NUMBERS[k]} = {word}" for k, word in self.view.levels().items())
        )

    def cells(self, process: Data) -> dict[str, str]:
        """By heading."""
        row = {
            self.heads["name"]: process["name"],
            self.heads["unit"]: self.view.units_of(process),
            self.heads["impact"]: self.impact(process),
            self.heads["mtpd"]: duration(self.choices, process["mtpd"]),
        }
        if self.with_rto:
            row[self.heads["rto"]] = duration(self.choices, process["rto"])
        if self.with_needs:
            row |= needs_cells(self.choices, process["requirements"])
        return row


def processes(choices: Choices, view: View) -> list[Block]:
    words = Words(choices, view)
    forms: dict[str, Callable[[Words], list[Block]]] = {
        "table": _table,
        "ticks": _ticks,
        "units as rows": _unit_rows,
        "unit joined down": _unit_joined,
        "unit in brackets": _brackets,
        "a form each": _forms,
        "label : value": lambda w: _labels(w, " : "),
        "label   value": lambda w: _labels(w, "          "),
        "sentence": _sentences,
        "by time": _by_time,
    }
    return forms[choices.of("processes form", *forms)](words)


def _numbered(words: Words, rows: list[list[str]], heads: list[str]) -> list[list[str]]:
    """Rows with the number of the process where the layout has it; the first heading row with it."""
    way = words.choices.of("processes number", "own column", "in the name", "code", "none")
    if way == "none":
        return [heads, *rows]
    at = heads.index(words.heads["name"])
    out = []
    for n, row in enumerate(rows, 1):
        number = f"P{n:02d}" if way == "code" else str(n)
        changed = [*row[:at], f"{n}. {row[at]}", *row[at + 1 :]]
        out.append(changed if way == "in the name" else [number, *row])
    head = {"own column": words.choices.of("processes number head", "ลำดับ", "ที่"), "code": "รหัส"}
    return [heads if way == "in the name" else [head[way], *heads], *out]


def _columns(words: Words) -> list[str]:
    heads = list(words.cells(words.view.plan["processes"][0]))
    fixed = 5 if words.with_rto else 4
    return words.choices.turned("processes columns", heads[:fixed]) + heads[fixed:]


def _table(words: Words) -> list[Block]:
    heads = _columns(words)
    rows = [[words.cells(p)[h] for h in heads] for p in words.view.plan["processes"]]
    return [*words.legend(), table(_numbered(words, rows, heads), 1)]


def _unit_joined(words: Words) -> list[Block]:
    """The unit in the first column, joined down over its processes."""
    heads = list(words.cells(words.view.plan["processes"][0]))
    unit = words.heads["unit"]
    heads = [unit, *(h for h in heads if h != unit)]
    rows, before = [], ""
    for process in words.view.plan["processes"]:
        row = [words.cells(process)[h] for h in heads]
        rows.append([ABOVE, *row[1:]] if row[0] == before else row)
        before = row[0]
    return [*words.legend(), table([heads, *rows], 1)]


def _brackets(words: Words) -> list[Block]:
    unit, name = words.heads["unit"], words.heads["name"]
    heads = [h for h in _columns(words) if h != unit]
    rows = []
    for process in words.view.plan["processes"]:
        cells = words.cells(process)
        cells[name] += f"\n({cells[unit]})"
        rows.append([cells[h] for h in heads])
    both = f"{name}/{unit}"
    return [*words.legend(), table([[both if h == name else h for h in heads], *rows], 1)]


def _unit_rows(words: Words) -> list[Block]:
    """A joined row with the unit's name above its processes."""
    unit = words.heads["unit"]
    heads = [h for h in _columns(words) if h != unit]
    rows, before = [], ""
    for process in words.view.plan["processes"]:
        cells = words.cells(process)
        if cells[unit] != before:
            before = cells[unit]
            rows.append([before] + [LEFT] * (len(heads) - 1))
        rows.append([cells[h] for h in heads])
    return [*words.legend(), table([heads, *rows], 1)]


def _ticks(words: Words) -> list[Block]:
    """Level and longest interruption as ticks in columns."""
    tick = words.choices.of("processes tick", *TICKS)
    plan = words.view.plan["processes"]
    times = list(dict.fromkeys(duration(words.choices, p["mtpd"]) for p in sorted(plan, key=_length)))
    levels = list(words.view.levels().values())
    first = ["ลำดับ", words.heads["name"], words.heads["unit"]]
    rows = [
        [*first, words.heads["impact"], *[LEFT] * (len(levels) - 1), words.heads["mtpd"], *[LEFT] * (len(times) - 1)],
        [*[ABOVE] * 3, *levels, *times],
    ]
    for n, process in enumerate(plan, 1):
        marks = [tick if word == LEVELS[process["impact"]] else "" for word in levels]
        marks += [tick if time == duration(words.choices, process["mtpd"]) else "" for time in times]
        rows.append([str(n), process["name"], words.view.units_of(process), *marks])
    if words.with_rto:
        rows[0].append(words.heads["rto"])
        rows[1].append(ABOVE)
        for row, process in zip(rows[2:], plan, strict=True):
            row.append(duration(words.choices, process["rto"]))
    if words.with_needs:
        more = [needs_cells(words.choices, p["requirements"]) for p in plan]
        rows[0] += more[0]
        rows[1] += [ABOVE] * len(more[0])
        for row, cells in zip(rows[2:], more, strict=True):
            row += cells.values()
    return [table(rows, 2)]


def _length(process: Data) -> float:
    return hours(process["mtpd"]) or 0


def _forms(words: Words) -> list[Block]:
    """A table of labels and values for each process."""
    titled = words.choices.of("processes form title", "none", "joined row") == "joined row"
    out: list[Block] = [*words.legend()]
    for n, process in enumerate(words.view.plan["processes"], 1):
        rows = [[label, value] for label, value in words.cells(process).items()]
        out += [table([[f"แบบที่ {n}", LEFT], *rows] if titled else rows, 0), Paragraph("")]
    return out


def _labels(words: Words, joint: str) -> list[Block]:
    out: list[Block] = [*words.legend()]
    for n, process in enumerate(words.view.plan["processes"], 1):
        (_, name), *rest = words.cells(process).items()
        out += paragraphs(f"{words.choices.of('processes item', 'กระบวนงานที่', 'งานที่', 'ภารกิจที่')} {n} {name}")
        out += paragraphs(*(f"    {label}{joint}{', '.join(value.split(chr(10)))}" for label, value in rest), "")
    return out


def _sentences(words: Words) -> list[Block]:
    out: list[Block] = []
    lead = words.choices.of("processes lead", "1. ", "กระบวนงานที่ 1 ", "ภารกิจที่ 1 : ", "(1) ")
    for n, process in enumerate(words.view.plan["processes"], 1):
        times = f"ยอมให้หยุดชะงักได้ไม่เกิน {_bare(duration(words.choices, process['mtpd']))}"
        if words.with_rto:
            times += f" และต้องฟื้นคืนภายใน {_bare(duration(words.choices, process['rto']))} (RTO)"
        out += paragraphs(
            f"{lead.replace('1', str(n))}{process['name']} อยู่ในความรับผิดชอบของ{words.view.units_of(process)} "
            f"มีผลกระทบในระดับ{LEVELS[process['impact']]} {times}"
        )
        if words.with_needs:
            needs = needs_cells(words.choices, process["requirements"])
            out += paragraphs(*(f"   - {label}: {', '.join(v.split(chr(10)))}" for label, v in needs.items()))
    return out


def _by_time(words: Words) -> list[Block]:
    """A small table for each length of time that work may stop: the time stands above it and not in it."""
    out: list[Block] = [*words.legend()]
    style = words.choices.of("processes time above", "หยุดได้ไม่เกิน x", "MTPD x", "กระบวนงานที่หยุดชะงักได้ไม่เกิน x")
    plan = words.view.plan["processes"]
    for time in dict.fromkeys(p["mtpd"] for p in sorted(plan, key=_length)):
        heads = [h for h in _columns(words) if h != words.heads["mtpd"]]
        rows = [[words.cells(p)[h] for h in heads] for p in plan if p["mtpd"] == time]
        said = style.replace("x", _bare(duration(words.choices, time)))
        out += [table([[said] + [LEFT] * (len(heads) - 1), heads, *rows], 2), Paragraph("")]
    return out


def _bare(text: str) -> str:
    return text.removeprefix("ไม่เกิน ").removeprefix("ภายใน ")
