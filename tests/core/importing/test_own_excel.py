import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phrom.core.importing import ReadResult, UnreadableFileError, read_plan
from phrom.core.plan.document import Plan
from phrom.core.plan.paths import walk
from phrom.core.plan.text_form import dump_plan
from phrom.core.rendering.plan_xlsx import render_plan_xlsx
from phrom.core.rendering.printing import Printing
from phrom.core.rendering.xlsx_template import render_template
from tests.core.plan.strategies import plans
from tests.core.rendering.invented_office import FULL

PLAIN = Printing(cache_dir=Path("unused"))
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def read(workbook: bytes) -> ReadResult:
    return read_plan(workbook, "plan.xlsx")


def edited(plan: Plan, edit: Callable[[Any], None]) -> ReadResult:
    """The plan's workbook as somebody saved it after a change."""
    book = openpyxl.load_workbook(io.BytesIO(render_plan_xlsx(plan, PLAIN)))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return read(out.getvalue())


def accounted(result: ReadResult) -> None:
    """Every line stands behind a value, is furniture, or is unplaced."""
    report = result.report
    placed = {number for reading in report.readings for number in reading.lines}
    unplaced = {line.number for line in report.unplaced}
    assert placed | unplaced | set(report.furniture) == {line.number for line in report.lines}
    assert not placed & unplaced


@QUICK
@given(plans())
def test_any_plan_comes_back_from_its_workbook_exactly(plan: Plan) -> None:
    result = read(render_plan_xlsx(plan, PLAIN))
    assert dump_plan(result.plan) == dump_plan(plan)
    accounted(result)
    assert not result.report.unplaced


def test_every_value_of_the_plan_has_its_cell() -> None:
    report = read(render_plan_xlsx(FULL, PLAIN)).report
    without = [path for path, _ in walk(FULL) if not report.lines_behind(path) and path != "format"]
    assert without == []
    places = {line.number: line.place for line in report.lines}
    assert places[report.lines_behind("people/p-3/phones/0")[0]] == "ชีต บุคลากร ช่อง G4"


def test_rows_sheets_and_columns_may_be_moved() -> None:
    def move(book: Any) -> None:
        book.move_sheet("บุคลากร", -3)
        page = book["บุคลากร"]
        rows = [[cell.value for cell in row] for row in page.iter_rows()]
        page.delete_rows(1, page.max_row)
        for row in [rows[0], *reversed(rows[1:])]:
            page.append(row[::-1])

    plan = edited(FULL, move).plan
    assert plan.people == tuple(reversed(FULL.people))
    assert plan.continuity_team == FULL.continuity_team


def test_a_row_added_without_an_id_gets_one_and_can_be_meant_by_its_name() -> None:
    def add(book: Any) -> None:
        page = book["บุคลากร"]
        page.append([None, "นาย", "ใหม่", "มาแล้ว", "นิติกร", "สำนักปลัด", 812345678])
        roles = book["คณะบริหารความต่อเนื่อง"]
        roles.append([None, "ทีมงาน", "ทีม 2", "นายใหม่  มาแล้ว", "นางหญิง ใจสู้\nน.ส.ฐานุช ที่ดิน"])

    result = edited(FULL, add)
    new = result.plan.people[-1]
    assert (new.id, new.full_name, new.unit, new.phones) == ("person-1", "นายใหม่ มาแล้ว", "unit-1", ("+66812345678",))
    role = result.plan.continuity_team.teams[1].members[-1]
    assert (role.primary, role.alternates) == ("person-1", ("p-4", "p-3"))
    accounted(result)


def test_blank_rows_and_columns_between_do_no_harm() -> None:
    def spread(book: Any) -> None:
        for page in book.worksheets[2:]:
            page.insert_rows(3)
            page.insert_cols(2)
            page.insert_rows(1)

    assert dump_plan(edited(FULL, spread).plan) == dump_plan(FULL)


def test_a_copied_row_becomes_a_part_of_its_own() -> None:
    def copy(book: Any) -> None:
        page = book["กระบวนงาน"]
        page.append([cell.value for cell in page[2]])

    plan = edited(FULL, copy).plan
    assert [process.name for process in plan.processes] == ["งานรับแจ้งเหตุ", "งานคลัง", "งานรับแจ้งเหตุ"]
    assert len({process.id for process in plan.processes}) == 3


@pytest.mark.parametrize(
    ("sheet", "cell", "typed"),
    [
        ("บุคลากร", "F2", "กองที่ไม่มีอยู่"),
        ("กระบวนงาน", "F2", "นานพอสมควร"),
        ("กระบวนงาน", "D2", "มากมาย"),
        ("คณะบริหารความต่อเนื่อง", "D2", "นายที่ ไม่มีใครรู้จัก"),
        ("ทรัพยากรที่จำเป็น", "E2", "หลายคน"),
        ("สถานที่สำรอง", "D2", "ประมาณหนึ่ง"),
    ],
)
def test_what_says_nothing_for_its_column_is_left_unplaced_and_nothing_is_guessed(
    sheet: str, cell: str, typed: str
) -> None:
    def spoil(book: Any) -> None:
        book[sheet][cell] = typed

    result = edited(FULL, spoil)
    assert [line.text for line in result.report.unplaced] == [typed]
    accounted(result)


def test_a_row_without_its_name_is_listed_whole() -> None:
    def spoil(book: Any) -> None:
        book["บุคลากร"]["C2"] = None

    result = edited(FULL, spoil)
    assert "p-1" not in {person.id for person in result.plan.people}
    assert "ปลัดเทศบาล" in [line.text for line in result.report.unplaced]
    assert result.plan.continuity_team.head.primary is None


def test_what_cannot_be_dialled_is_kept_as_it_was_typed() -> None:
    def spoil(book: Any) -> None:
        book["บุคลากร"]["G2"] = "ติดต่อหน้าห้อง\n081 234 5001"

    person = edited(FULL, spoil).plan.people[0]
    assert person.phones == ("+66812345001",)
    assert person.phones_text == ("ติดต่อหน้าห้อง",)


def test_words_that_people_type_for_times_numbers_and_ticks_are_understood() -> None:
    def type_in(book: Any) -> None:
        book["กระบวนงาน"]["F3"] = "ไม่เกิน ๒ ชม."
        book["สถานที่สำรอง"]["D2"] = "25 คน"
        book["ภัยคุกคาม"]["F3"] = "/"
        book["แบบตรวจสอบ"]["D4"] = True
        book["หน่วยงาน"]["B4"] = "๒๕๖๙"

    plan = edited(FULL, type_in).plan
    assert plan.processes[1].mtpd is not None
    assert plan.processes[1].mtpd.seconds == 7200
    assert plan.sites[0].capacity == 25
    assert [(i.threat, i.area, i.affected) for i in plan.impacts][-1] == ("threat-fire", "people", True)
    assert plan.checklist[2].answer is True
    assert plan.year == 2569


def test_other_sheets_are_not_lost() -> None:
    def note(book: Any) -> None:
        book.create_sheet("จดไว้")["A1"] = "อย่าลืมถามนายก"

    result = edited(FULL, note)
    assert [line.text for line in result.report.unplaced] == ["อย่าลืมถามนายก"]


def test_a_sheet_taken_away_is_a_section_without_content() -> None:
    plan = edited(FULL, lambda book: book.remove(book["กลยุทธ์"])).plan
    assert plan.strategies == ()
    assert plan.processes == FULL.processes


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_by_hand_makes_it_fall_over(data: st.DataObject) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_plan_xlsx(FULL, PLAIN)))
    typed = st.sampled_from(["", "-", "หลายอย่าง", "[p-1]", "p-1", "_x0000_", "999999999999", "=1+1", 3.5, True, None])
    for _ in range(data.draw(st.integers(1, 12))):
        page = data.draw(st.sampled_from(book.worksheets[1:]))
        row, column = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 8))
        page.cell(row, column).value = data.draw(typed)
    out = io.BytesIO()
    book.save(out)
    try:
        result = read(out.getvalue())
    except UnreadableFileError:
        return
    accounted(result)
    dump_plan(result.plan)


def test_the_template_asks_to_be_filled_in() -> None:
    with pytest.raises(UnreadableFileError, match="unfilled"):
        read(render_template())


def test_the_template_s_examples_are_no_content() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_template()))
    book["หน่วยงาน"]["B5"] = "อบต.ทดลอง"
    out = io.BytesIO()
    book.save(out)
    result = read(out.getvalue())
    assert dump_plan(result.plan).splitlines() == [
        "format: phrom-plan/1",
        "title: แผนบริหารความต่อเนื่อง",
        "organisation:",
        "  name: อบต.ทดลอง",
    ]
    assert not result.report.unplaced


def test_a_workbook_of_another_make_is_read_as_free_sheets() -> None:
    book = openpyxl.Workbook()
    book.active.title = "หน่วยงาน"
    book.active["A1"] = "กระบวนงาน"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(UnreadableFileError, match="not-a-plan"):
        read(out.getvalue())
