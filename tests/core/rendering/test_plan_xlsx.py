import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl

from phrom.core.importing import read_plan
from phrom.core.plan.document import Plan
from phrom.core.plan.text_form import dump_plan
from phrom.core.plan.workbook_form import OFFICE, SHEETS
from phrom.core.rendering.plan_xlsx import render_plan_xlsx
from phrom.core.rendering.printing import Printing
from phrom.core.rendering.xlsx_template import render_template
from tests.core.rendering.invented_office import FULL

PLAIN = Printing(cache_dir=Path("unused"), version_label="ฉบับที่ 3")
HOSTILE = ["=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", "#REF!", "#N/A", "TRUE", "1e5", "00012",
           "\x00\x1b[2J", "\u202eกขค", "</t></si>", "&amp;", "_x0041_", " ", "", "๑๒๓", "ก" * 70_000,
           "\U0001f525" * 20_000]  # fmt: skip


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_there_is_a_sheet_for_every_section_with_thai_headings_that_stay_in_view() -> None:
    book = opened(render_plan_xlsx(FULL, PLAIN))
    assert book.sheetnames == ["วิธีใช้", OFFICE.name, *(form.name for form in SHEETS)]
    for form in SHEETS:
        page = book[form.name]
        assert [cell.value for cell in page[1]] == [column.title for column in form.columns]
        assert page.freeze_panes == "C2"
        assert page.print_title_rows == "$1:$1"


def test_closed_lists_and_names_are_offered_to_choose_from() -> None:
    book = opened(render_plan_xlsx(FULL, PLAIN))
    offered = {
        str(rule.sqref).split(":")[0]: rule.formula1 for rule in book["กระบวนงาน"].data_validations.dataValidation
    }
    assert offered["D2"] == '"สูงมาก,สูง,ปานกลาง,ต่ำ"'
    assert offered["C2"].startswith("'กลุ่มงาน'!$B$2:")
    assert all(not rule.showErrorMessage for page in book for rule in page.data_validations.dataValidation)


def test_hostile_text_is_text_and_comes_back() -> None:
    plan = Plan.model_validate({
        "title": "=HYPERLINK(\"http://x\")",
        "organisation": {"name": "=1+1", "address": HOSTILE[0]},
        "purposes": HOSTILE,
        "people": [{"id": f"p-{i}", "given_name": text, "phones_text": HOSTILE[:6]} for i, text in enumerate(HOSTILE)],
    })  # fmt: skip
    content = render_plan_xlsx(plan, PLAIN)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets), "no formula anywhere"
        assert not any("vba" in name.casefold() or "external" in name.casefold() for name in package.namelist())
    for page in opened(content):
        for row in page.iter_rows():
            assert all(cell.data_type in ("s", "n") for cell in row)
            assert all(len(str(cell.value or "").encode("utf-16-le")) // 2 <= 32_767 for cell in row)
    assert dump_plan(read_plan(content, "plan.xlsx").plan) == dump_plan(plan)


def test_texts_that_look_like_formulas_stay_texts_when_they_are_typed_over() -> None:
    plan = FULL.model_copy(update={"purposes": ("=1+1", "ปกติ")})
    page = opened(render_plan_xlsx(plan, PLAIN))["วัตถุประสงค์"]
    assert page["B2"].quotePrefix
    assert page["B2"].number_format == "@"
    assert not page["B3"].quotePrefix


def test_telephone_numbers_keep_their_zero() -> None:
    cell = opened(render_plan_xlsx(FULL, PLAIN))["บุคลากร"]["G2"]
    assert (cell.value, cell.data_type, cell.number_format) == ("081 234 5001", "s", "@")


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert render_plan_xlsx(FULL, PLAIN) == render_plan_xlsx(FULL, PLAIN)
    assert render_template() == render_template()


def test_a_practice_workbook_says_so() -> None:
    book = opened(render_plan_xlsx(FULL, Printing(cache_dir=Path("unused"), practice=True)))
    assert book["วิธีใช้"]["A1"].value == "การฝึกซ้อม ไม่ใช่เหตุจริง"


def test_every_sheet_of_the_template_has_an_example_that_is_marked_as_one() -> None:
    book = opened(render_template())
    for form in SHEETS:
        first, *others = [cell.value for cell in book[form.name][2]]
        assert first == "ตัวอย่าง"
        assert any(others), form.name
        assert book[form.name].max_row == 2
