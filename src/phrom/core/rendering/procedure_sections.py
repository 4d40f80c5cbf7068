"""What is done: the phased checklists, and the procedure of each threat by stage."""

from phrom.core.plan.document import Plan, ResponsePhase, Scenario, Step
from phrom.core.rendering.blocks import Block, Cell, Heading, Listing, Paragraph, Table, head_row, words
from phrom.core.rendering.plan_words import ABSENT, PlanWords, absent
from phrom.core.values.thai_date import span_words

_STAGES = (
    ("onset", "เมื่อเริ่มมีเหตุการณ์"),
    ("crisis", "เมื่อเข้าสู่สภาวะวิกฤต"),
    ("recovery", "เมื่อกลับสู่สภาวะปกติ"),
)
_AFTER = {
    "told": "นับแต่ได้รับแจ้ง",
    "incident": "นับแต่เกิดเหตุ",
    "stand-down": "นับแต่ประกาศกลับสู่ภาวะปกติ",
    "power-restored": "นับแต่ไฟฟ้ากลับมาใช้งานได้",
}


def response(plan: Plan, say: PlanWords) -> list[Block]:
    """ขั้นตอนการบริหารความต่อเนื่องและการกอบกู้กระบวนการ, with an empty column to tick when done."""
    heading = Heading(1, "ขั้นตอนการบริหารความต่อเนื่องและการกอบกู้กระบวนการ")
    if not plan.response:
        return [heading, absent("ขั้นตอนการบริหารความต่อเนื่อง")]
    blocks: list[Block] = [heading]
    for phase in plan.response:
        blocks += [
            Heading(2, phase.name),
            *([Paragraph(phase.rule, keep=True)] if phase.rule else []),
            _phase(phase, say),
        ]
    return blocks


def _phase(phase: ResponsePhase, say: PlanWords) -> Block:
    if not phase.steps:
        return absent(f"ขั้นตอนของ{phase.name}")
    head = head_row("ขั้นตอนและกิจกรรม", "ผู้รับผิดชอบ", "ดำเนินการแล้วเสร็จ")
    rows = tuple(
        (
            Cell((step.text, *(f"- {detail}" for detail in step.details))),
            words(*_responsible(step, say)),
            Cell(mark="box", centred=True),
        )
        for step in phase.steps
    )
    return Table((4, 1.6, 0.9), (head,), rows)


def _responsible(step: Step, say: PlanWords) -> tuple[str, ...]:
    if step.responsible_text:
        return (step.responsible_text,)
    return tuple(say.responsible(who) for who in step.responsible) or (ABSENT,)


def scenarios(plan: Plan, say: PlanWords) -> list[Block]:
    """ขั้นตอนบริหารความต่อเนื่องแยกตามภัย, three stages each, and every promise with a time in it."""
    blocks: list[Block] = [Heading(1, "ขั้นตอนบริหารความต่อเนื่องแยกตามเหตุการณ์")]
    if not plan.scenarios:
        return [*blocks, absent("ขั้นตอนแยกตามเหตุการณ์")]
    for number, scenario in enumerate(plan.scenarios, start=1):
        blocks += [Heading(2, f"{number}. กรณี{say.threat(scenario.threat)}"), *_scenario(scenario)]
    return blocks


def _scenario(scenario: Scenario) -> list[Block]:
    blocks: list[Block] = []
    for stage, title in _STAGES:
        steps: tuple[Step, ...] = getattr(scenario, stage)
        blocks.append(Heading(3, title))
        blocks.append(Listing(tuple(_step(step) for step in steps)) if steps else absent(f"ขั้นตอน{title}"))
    if scenario.targets:
        above = (Cell(("เป้าหมายที่มีกำหนดเวลา",), centred=True, strong=True, colspan=3),)
        head = (above, head_row("เป้าหมายเวลา", "ภายใน", "นับจาก"))
        rows = tuple(
            (words(target.text), words(span_words(target.within), centred=True), words(_AFTER[target.after]))
            for target in scenario.targets
        )
        # most targets are taken out of a step's own sentence
        told = " ".join(step.text for stage, _ in _STAGES for step in getattr(scenario, stage))
        blocks.append(Table((3, 1, 1.6), head, rows, derived=all(target.text in told for target in scenario.targets)))
    return blocks


def _step(step: Step) -> str:
    return " ".join((step.text, *(f"- {detail}" for detail in step.details)))
