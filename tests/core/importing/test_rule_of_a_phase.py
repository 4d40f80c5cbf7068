"""What a plan wants kept throughout a phase stands above its steps, and is neither a step nor furniture."""

import io

import pytest
from docx import Document

from phrom.core.importing import read_plan
from phrom.core.plan.document import Plan

HEAD = "แผนบริหารความต่อเนื่อง\nสำนักงานทดลองอ่าน\nพ.ศ. 2570\n\n"
WORK = "กระบวนงานสำคัญ\nลำดับ\tกระบวนงาน\tฝ่าย\tผลกระทบ\tMTPD\n1\tออกใบอนุญาต\tฝ่ายทะเบียน\tสูง\t1 วัน\n\n"
STEPS = "ขั้นตอนการบริหารความต่อเนื่อง\n"
RULE = "การปฏิบัติการใด ๆ ให้บุคลากรคำนึงถึงความปลอดภัยในชีวิตของตนเองและผู้อื่นเป็นสำคัญ"
CELLS = "\tขั้นตอนและกิจกรรม\n\tผู้รับผิดชอบ\n\tเสร็จ\n\n\tแจ้งเหตุให้ครบทุกคน\n\tหัวหน้าทีม\n\t\n\n\tรายงานผล\n\tหัวหน้าทีม\n\t\n\n"


def read(text: str) -> Plan:
    return read_plan((HEAD + WORK + STEPS + text).encode(), "plan.txt").plan


@pytest.mark.parametrize(
    "above",
    [f"\t{RULE}\n\n{CELLS}", f"{RULE}\n1. แจ้งเหตุให้ครบทุกคน\n2. รายงานผล\n"],
    ids=["first row of the table", "line above a list"],
)
def test_the_rule_of_a_phase_is_read_above_its_steps(above: str) -> None:
    [first, second] = read(f"วันที่ 1 (ภายใน 24 ชั่วโมง)\n{above}\nวันที่ 2-7\n{above}").response
    assert (first.rule, second.rule) == (RULE, RULE)
    assert [step.text for step in first.steps] == ["แจ้งเหตุให้ครบทุกคน", "รายงานผล"]


def in_word(*parts: str | tuple[tuple[str, ...], ...]) -> Plan:
    """Lines, and tables of rows."""
    document = Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(0, len(part[0]))
        for row in part:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    file = io.BytesIO()
    document.save(file)
    return read_plan(file.getvalue(), "plan.docx").plan


@pytest.mark.parametrize("heading", ["ขั้นตอนการบริหารความต่อเนื่อง", "5. ทำอะไรเมื่อไร"], ids=["known", "own words"])
@pytest.mark.parametrize(
    ("above", "rule"),
    [(RULE, RULE), ("ตอบสนองต่อเหตุการณ์ทันทีในวันแรกของเหตุการณ์ตามตารางต่อไปนี้", None), ("ให้ทำตามตาราง", None)],
    ids=["an order", "orders nothing", "a few words"],
)
def test_above_a_table_of_steps_only_a_sentence_that_orders_something_is_one(
    above: str, rule: str | None, heading: str
) -> None:
    work = (("กระบวนงาน", "ฝ่าย", "ผลกระทบ", "MTPD"), ("ออกใบอนุญาต", "ฝ่ายทะเบียน", "สูง", "1 วัน"))
    steps = (("ขั้นตอนและกิจกรรม", "ผู้รับผิดชอบ"), ("แจ้งเหตุให้ครบทุกคน", "หัวหน้าทีม"), ("รายงานผล", "หัวหน้าทีม"))
    lines = ("แผนบริหารความต่อเนื่อง", "กระบวนงานสำคัญ", work, heading)
    [phase] = in_word(*lines, "วันที่ 1 (ภายใน 24 ชั่วโมง)", above, steps).response
    assert phase.rule == rule
    assert len(phase.steps) == 2


def test_an_order_after_the_first_step_is_no_rule_of_the_phase() -> None:
    [phase] = read(f"วันที่ 1 (ภายใน 24 ชั่วโมง)\n1. แจ้งเหตุให้ครบทุกคน\n{RULE}\n2. รายงานผล\n").response
    assert phase.rule is None
    assert [step.text for step in phase.steps][-1] == "รายงานผล"


def test_a_rule_printed_again_above_the_repeated_headings_is_no_step() -> None:
    document = Document()
    for line in ("แผนบริหารความต่อเนื่อง", "ขั้นตอนการบริหารความต่อเนื่อง", "วันที่ 1 (ภายใน 24 ชั่วโมง)"):
        document.add_paragraph(line)
    heads = ("ขั้นตอนและกิจกรรม", "ผู้รับผิดชอบ", "เสร็จ")
    steps = [("แจ้งเหตุให้ครบทุกคน", "หัวหน้าทีม", ""), ("รายงานผล", "หัวหน้าทีม", "")]
    table = document.add_table(0, 3)
    for words in ((RULE,), heads, steps[0], (RULE,), heads, steps[1]):
        cells = table.add_row().cells
        if len(words) == 1:
            cells[0].merge(cells[2]).text = RULE
        for cell, text in zip(cells, words, strict=False):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    result = read_plan(file.getvalue(), "plan.docx")
    assert [(phase.rule, [step.text for step in phase.steps]) for phase in result.plan.response] == [
        (RULE, ["แจ้งเหตุให้ครบทุกคน", "รายงานผล"])
    ]
    assert result.report.unplaced == ()
