"""PDFs with a text layer: cells by their rules, paragraphs put together, running heads, tables over pages, refusals."""

import json
import re
import time
from pathlib import Path

import pytest

from phrom.core.importing import ReadResult, UnreadableFileError, read_plan
from phrom.core.importing.blocks import Table
from phrom.core.importing.files.pdf_file import PAGES_MOST, read_pdf
from phrom.core.importing.files.pdf_text import is_spoilt, repaired
from phrom.core.rendering.plan_pdf import render_plan_pdf
from tests.core.importing.facts_of import CASES, facts_of
from tests.core.importing.pdf_fixture import boxes, pdf_of
from tests.core.importing.test_layouts import assert_account_sums, leads_somewhere

# printed by an office suite from the same plans as Word files
PRINTED = sorted(p for p in (CASES / "pdf").glob("*.pdf") if p.stem != "password")
EXACT = [p for p in PRINTED if p.stem != "phrae-2563"]


def _from_text(case: str) -> ReadResult:
    text = (CASES / f"{case}.txt").read_text(encoding="utf-8")
    return read_plan(text.encode(), "plan.txt")


def _facts(result: ReadResult) -> dict[str, object]:
    facts = facts_of(result.plan)
    del facts["assessed"]  # a cell that the text lost at a page break is there in a table, and blank
    return facts


@pytest.mark.parametrize("file", EXACT, ids=lambda p: p.stem)
def test_a_printed_plan_reads_the_same_as_its_text(file: Path) -> None:
    assert _facts(read_plan(file.read_bytes(), file.name)) == _facts(_from_text(file.stem))


@pytest.mark.parametrize("file", PRINTED, ids=lambda p: p.stem)
def test_every_line_of_a_printed_plan_is_accounted_for(file: Path) -> None:
    result = read_plan(file.read_bytes(), file.name)
    assert result.report.file_kind == "pdf"
    assert_account_sums(result.report)
    assert all(leads_somewhere(result.plan, r.path) for r in result.report.readings)


def test_people_processes_and_cases_of_a_long_printed_plan_are_those_of_its_text() -> None:
    printed, text = (
        _facts(read_plan((CASES / "pdf/phrae-2563.pdf").read_bytes(), "plan.pdf")),
        _facts(_from_text("phrae-2563")),
    )
    for part in ("people", "head", "coordinator", "teams", "threats", "affected", "processes", "scenarios"):
        assert _without_blanks(printed[part]) == _without_blanks(text[part]), part


def test_our_own_printed_plan_gives_its_processes_back(tmp_path: Path) -> None:
    plan = _from_text("municipality-cells").plan
    again = read_plan(render_plan_pdf(plan, cache_dir=tmp_path), "plan.pdf").plan
    assert [(p.name, str(p.mtpd), p.impact) for p in again.processes] == [
        (p.name, str(p.mtpd), p.impact) for p in plan.processes
    ]
    assert {p.full_name for p in again.people} >= {p.full_name for p in plan.people}


def test_a_value_says_on_which_page_and_in_which_cell_it_stands() -> None:
    report = read_plan((CASES / "pdf/huaisommut-2567.pdf").read_bytes(), "plan.pdf").report
    number = report.lines_behind("processes/process-1/mtpd")[0]
    assert next((x.text, x.place) for x in report.lines if x.number == number) == ("๔ ชม.", "หน้า 6 ตาราง 1 แถว 1 ช่อง 4")


def _without_blanks(facts: object) -> str:
    return re.sub(r"\s", "", json.dumps(facts, ensure_ascii=False))  # a blank at the end of a printed line is lost


HEADS = ("กระบวนงาน", "กลุ่มงาน", "MTPD")
LEFT = (50.0, 250.0, 400.0, 540.0)


def _row(y: float, *texts: str) -> list[tuple[float, float, str]]:
    return [(x + 4, y + 6, text) for x, text in zip(LEFT, texts, strict=False) if text]


def test_a_table_that_runs_over_pages_is_one_and_its_cut_row_is_whole() -> None:
    first = [*_row(120, *HEADS), *_row(100, "1. จ่ายเงิน", "ฝ่ายการเงิน", "1 วัน")]
    cut = [*first, *_row(80, "2. รับแจ้งเหตุ", "ฝ่ายอำนวยการ", "2 วัน"), *_row(60, "3. ทำบัตร", "ฝ่ายทะเบียน", "3 วัน")]
    rest = [*_row(780, *HEADS), *_row(760, "", "- ฝ่ายปกครอง", ""), *_row(740, "4. ดูแลเว็บไซต์", "ฝ่ายแผน", "4 วัน")]
    source = read_pdf(pdf_of([(cut, boxes(LEFT, (140, 120, 100, 80, 60))), (rest, boxes(LEFT, (800, 780, 760, 740)))]))
    tables = [b for b in source.blocks if isinstance(b, Table)]
    assert [[[line.text for line in cell.lines] for cell in row.cells] for row in tables[0].rows] == [
        [["1. จ่ายเงิน"], ["ฝ่ายการเงิน"], ["1 วัน"]],
        [["2. รับแจ้งเหตุ"], ["ฝ่ายอำนวยการ"], ["2 วัน"]],
        [["3. ทำบัตร"], ["ฝ่ายทะเบียน", "- ฝ่ายปกครอง"], ["3 วัน"]],
        [["4. ดูแลเว็บไซต์"], ["ฝ่ายแผน"], ["4 วัน"]],
    ]
    assert len(tables) == 1


def test_running_heads_and_page_numbers_are_furniture() -> None:
    texts = ["บทนำ", "ข้อความก่อนเกิดเหตุ", "ข้อความหลังเกิดเหตุ"]
    pages = [
        [(60.0, 800.0, "สำนักงานตัวอย่าง"), (60.0, 600.0, text), (290.0, 30.0, f"- {n} -")]
        for n, text in enumerate(texts, start=1)
    ]
    source = read_pdf(pdf_of([(page, []) for page in pages]))
    assert [line.text for line in source.lines if line.number not in source.furniture] == texts


def test_a_merged_cell_stands_over_the_rows_it_reaches_down() -> None:
    words = [*_row(700, *HEADS), *_row(680, "1. จ่ายเงิน", "ฝ่ายการเงิน", "1 วัน"), *_row(660, "2. เบิกเงิน", "", "2 วัน")]
    level = [(50, y, 540, y) for y in (720, 700, 660)] + [(50, 680, 250, 680), (400, 680, 540, 680)]
    table = next(
        b
        for b in read_pdf(pdf_of([(words, [*level, *((x, 720, x, 660) for x in LEFT)])])).blocks
        if isinstance(b, Table)
    )
    assert [line.text for line in table.rows[1].cells[1].above] == ["ฝ่ายการเงิน"]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("ส านักงาน", "สำนักงาน"), ("สํานักงาน", "สำนักงาน"), ("กอ ้น", "ก้อน"[:1] + "อ้น"), ("ผู\uf70a", "ผู่")],
    ids=["am as a blank and a", "am in two", "a mark after a blank", "a mark of old fonts"],
)
def test_marks_that_can_only_be_read_one_way_are_put_right(printed: str, meant: str) -> None:
    assert repaired(printed) == meant


def test_thai_with_doubled_or_homeless_marks_is_called_spoilt() -> None:
    sound = "ขึ้นทะเบียนผู้ประสบภัยที่ศูนย์ช่วยเหลือ " * 10
    assert not is_spoilt(sound)
    assert is_spoilt(sound.replace("ขึ้น", "ขึ้ขึ้น"))
    assert is_spoilt(sound.replace("ผู้", "ผ ู้"))


def _refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFileError) as refusal:
        read_plan(data, "plan.pdf")
    return refusal.value.code


def test_a_pdf_that_cannot_be_read_says_why() -> None:
    spoilt = [(60.0, 800.0 - 14 * n, "ขึ้ขึ้นทะเบียน ู้ประสบภัยที่ศูนย์") for n in range(20)]
    assert _refusal((CASES / "pdf/password.pdf").read_bytes()) == "encrypted"
    assert _refusal(pdf_of([([], [])] * 3, picture=True)) == "scanned"
    assert _refusal(pdf_of([(spoilt, [])])) == "spoilt-thai"
    assert _refusal(pdf_of([([], [])])) == "empty"
    assert _refusal(pdf_of([([], [])] * (PAGES_MOST + 1))) == "too-long"


def test_thousands_of_rules_do_not_hold_the_reading_up() -> None:
    rules = [(10.0, 10 + n * 0.2, 500.0, 10 + n * 0.2) for n in range(3000)]
    rules += [(10 + n * 0.2, 10.0, 10 + n * 0.2, 700.0) for n in range(2500)]
    before = time.monotonic()
    read_pdf(pdf_of([([(60, 800, "แผน")], rules)]))
    assert time.monotonic() - before < 10


def test_two_tables_below_one_another_stay_two_though_their_sides_nearly_meet() -> None:
    upper, lower = boxes([50, 150, 250], [700, 680, 660]), boxes([50, 151, 250], [640, 620, 600])
    words = [(55, 685, "กิจกรรม"), (155, 685, "ผู้รับผิดชอบ"), (55, 665, "แจ้งเหตุ"), (155, 665, "ทุกทีม")]
    words += [(100, 648, "วันที่ 8 เป็นต้นไป")]
    words += [(55, 625, "กิจกรรม"), (156, 625, "ผู้รับผิดชอบ"), (55, 605, "ซ่อมแซม"), (156, 605, "ทุกทีม")]
    blocks = read_pdf(pdf_of([(words, [*lower, *upper])])).blocks
    assert [type(block).__name__ for block in blocks] == ["Table", "Paragraph", "Table"]


def test_letters_and_rules_at_no_place_that_anybody_could_see_are_left_out() -> None:
    endless = " q " + "99999999.0 0 0 99999999.0 9 9 cm " * 6 + "BT /F 10 Tf 5 5 Td <010203> Tj ET 0 0 m 9 9 l S Q"
    words = [(50, 700, "แผนบริหารความต่อเนื่อง"), (50, 660, "วัตถุประสงค์")]
    lines = read_pdf(pdf_of([(words, [])], drawn=endless)).lines
    assert [line.text for line in lines] == ["แผนบริหารความต่อเนื่อง", "วัตถุประสงค์"]
