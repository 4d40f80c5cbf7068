"""How a lost resource is replaced, and by whom."""

from collections.abc import Callable

from tools.layouts.choices import Choices
from tools.layouts.notation import items, paragraphs, table
from tools.layouts.view import AREAS, Data, View
from tools.reading.document import ABOVE, Block


def strategies(choices: Choices, view: View) -> list[Block]:
    forms: dict[str, Callable[[Choices, View, str], list[Block]]] = {
        "table": _table,
        "turned": _turned,
        "row an action": _rows,
        "headed lists": _lists,
    }
    owner = choices.of("strategies owner head", "หน่วยงานรับผิดชอบ", "ผู้รับผิดชอบ", "เจ้าภาพ", "ผู้รับผิดชอบหลัก", "เจ้าของเรื่อง")
    return forms[choices.of("strategies form", *forms)](choices, view, owner)


def _area(choices: Choices, strategy: Data) -> str:
    return ("ด้าน" if choices.of("strategies ด้าน", "no", "yes") == "yes" else "") + AREAS[strategy["area"]]


def _actions(choices: Choices, strategy: Data) -> str:
    style = choices.of("strategies actions", "- ", "1. ", "• ", "1) ", "no sign")
    sign = "" if style == "no sign" else style
    return "\n".join(sign.replace("1", str(n)) + text for n, text in enumerate(strategy["actions"], 1))


def _head(choices: Choices) -> tuple[str, str]:
    return choices.of("strategies area head", "ทรัพยากร", "ด้าน"), choices.of(
        "strategies action head", "กลยุทธ์และแนวทาง", "กลยุทธ์ความต่อเนื่อง", "แนวทางดำเนินการ", "แนวทาง"
    )


def _table(choices: Choices, view: View, owner: str) -> list[Block]:
    rows = [[_area(choices, s), _actions(choices, s), view.units_of(s)] for s in view.plan["strategies"]]
    return [table([[*_head(choices), owner], *rows], 1)]


def _turned(choices: Choices, view: View, owner: str) -> list[Block]:
    all_of = view.plan["strategies"]
    area, action = _head(choices)
    return [
        table(
            [
                [area, *(_area(choices, s) for s in all_of)],
                [action, *(_actions(choices, s) for s in all_of)],
                [owner, *(view.units_of(s) for s in all_of)],
            ],
            1,
        )
    ]


def _rows(choices: Choices, view: View, owner: str) -> list[Block]:
    rows = [[*_head(choices), owner]]
    for strategy in view.plan["strategies"]:
        for n, action in enumerate(strategy["actions"]):
            rows.append([ABOVE, action, ABOVE] if n else [_area(choices, strategy), action, view.units_of(strategy)])
    return [table(rows, 1)]


def _lists(choices: Choices, view: View, owner: str) -> list[Block]:
    place = choices.of("strategies owner place", "line below", "brackets", "dash", "line above")
    out: list[Block] = []
    for strategy in view.plan["strategies"]:
        who = view.units_of(strategy)
        title = {"brackets": f" ({owner}: {who})", "dash": f" — {owner} {who}"}.get(place, "")
        out += paragraphs(_area(choices, strategy) + title)
        said = paragraphs(f"{owner} : {who}")
        listed = items(choices, "strategies list", strategy["actions"])
        out += said + listed if place == "line above" else listed + (said if place == "line below" else [])
    return out
