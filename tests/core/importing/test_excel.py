"""Excel workbooks: free sheets by their headings, mended telephone numbers, dates, hidden sheets, and bounds."""

import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from phrom.core.importing import UnreadableFileError, read_plan
from phrom.core.importing.files.excel_file import read_excel
from phrom.core.importing.files.text_file import read_text
from phrom.core.values.source import Reading
from tests.core.importing.excel_fixture import bytes_of, sheet_of, xlsx_of
from tests.core.importing.facts_of import CASES, facts_of
from tests.core.importing.test_layouts import assert_account_sums

HEAD = ("ทีมที่ 1 : ทีมงานการเงิน",)
TEAM = ("ชื่อ-สกุล", "ตำแหน่ง", "โทรศัพท์")


@pytest.mark.parametrize("case", sorted(p.stem for p in CASES.glob("*.txt")))
def test_a_plan_reads_the_same_from_a_sheet_as_from_text(case: str) -> None:
    text = (CASES / f"{case}.txt").read_text(encoding="utf-8")
    sheet = read_plan(xlsx_of(read_text(text)), "plan.xlsx")
    one, other = facts_of(read_plan(text.encode(), "plan.txt").plan), facts_of(sheet.plan)
    del one["assessed"], other["assessed"]  # a cell that the text lost at a page break is there in a sheet, and blank
    assert other == one
    assert sheet.report.file_kind == "xlsx"
    assert_account_sums(sheet.report)


def test_each_sheet_is_read_by_its_name_and_headings() -> None:
    book = Workbook()
    team = book.worksheets[0]
    team.title = "ทีมบริหารความต่อเนื่อง"
    for row in (TEAM, ("นายสมชาย ใจดี", "หัวหน้าสำนักงาน", "081-234-5678")):
        team.append(row)
    bia = book.create_sheet("BIA")
    bia.append(("ตารางกระบวนงานสำคัญ",))
    bia.append((None, None, "ที่", "กระบวนงาน", "กลุ่มงาน", "MTPD"))
    bia.append((None, None, 1, "จ่ายเงินช่วยเหลือ", "ฝ่ายการเงิน", "2 วัน"))
    result = read_plan(bytes_of(book), "plan.xlsx")
    assert [p.full_name for p in result.plan.people] == ["นายสมชาย ใจดี"]
    assert [(p.name, str(p.mtpd)) for p in result.plan.processes] == [("จ่ายเงินช่วยเหลือ", "P2D")]
    number = result.report.lines_behind("processes/process-1/mtpd")[0]
    assert next(x.place for x in result.report.lines if x.number == number) == "ชีต BIA ช่อง F3"
    assert_account_sums(result.report)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (812345678, "+66812345678"),
        ("812345678", "+66812345678"),
        (21234567, "+6621234567"),
        ("0812345678", "+66812345678"),
    ],
)
def test_a_number_that_lost_its_zero_is_mended_and_says_so(typed: object, read: str) -> None:
    result = read_plan(sheet_of(HEAD, TEAM, ("นายสมชาย ใจดี", "ครู", typed)), "plan.xlsx")
    assert list(result.plan.people[0].phones) == [read]
    phone = next(r for r in result.report.readings if "/phones" in r.path)
    assert _is_doubted(phone) == (len(str(typed)) < 10)
    assert str(typed) in [line.text for line in result.report.lines]


def _is_doubted(reading: Reading) -> bool:
    return reading.reason is not None and "ศูนย์" in reading.reason.th and reading.confidence < 1


def test_a_long_number_outside_the_column_of_telephones_is_left_alone() -> None:
    rows = (("กระบวนงาน", "กลุ่มงาน", "MTPD", "งบประมาณ"), ("จ่ายเงิน", "ฝ่ายการเงิน", "2 วัน", 812345678))
    source = read_excel(sheet_of(*rows))
    assert not source.mended


def test_dates_ticks_and_shares_are_shown_as_people_see_them() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append((datetime(2569, 1, 15), datetime(2026, 1, 15), True, False, 0.5, 4.0, 1.5))  # noqa: DTZ001 - Excel knows no zone
    sheet["E1"].number_format = "0%"
    lines = read_excel(bytes_of(book)).lines
    assert [line.text for line in lines] == ["Sheet", "15 มกราคม 2569", "15 มกราคม 2569", "✓", "☐", "50%", "4", "1.5"]


def test_a_hidden_sheet_is_listed_and_not_read() -> None:
    book = Workbook()
    for row in (HEAD, TEAM, ("นายสมชาย ใจดี", "ครู", "081-234-5678")):
        book.worksheets[0].append(row)
    hidden = book.create_sheet("เก่า")
    hidden.sheet_state = "hidden"
    for row in (TEAM, ("นายเก่า ย้ายแล้ว", "ครู", "089-999-9999")):
        hidden.append(row)
    result = read_plan(bytes_of(book), "plan.xlsx")
    assert [p.full_name for p in result.plan.people] == ["นายสมชาย ใจดี"]
    places = {line.number: line.place for line in result.report.lines}
    assert {places[u.number] for u in result.report.unplaced} >= {"ชีต เก่า (ซ่อนไว้) ช่อง A2"}
    assert_account_sums(result.report)


def test_a_formula_counts_with_the_value_that_was_saved() -> None:
    package = _parts(sheet_of(HEAD, TEAM, ("นายสมชาย ใจดี", "ครู", "081-234-5678")))
    sheet = package["xl/worksheets/sheet1.xml"].decode()
    cell = sheet[sheet.index('<c r="B3"') : sheet.index('<c r="C3"')]
    formula = '<c r="B3" t="str"><f>VLOOKUP(1,A:A,1)</f><v>ผู้อำนวยการ</v></c>'
    package["xl/worksheets/sheet1.xml"] = sheet.replace(cell, formula).encode()
    plan = read_plan(_package(package), "plan.xlsx").plan
    assert plan.people[0].position == "ผู้อำนวยการ"


def test_a_merged_cell_stands_over_the_rows_it_reaches_down() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    rows = (("กระบวนงาน", "กลุ่มงาน", "MTPD"), ("รับแจ้งเหตุ", "ฝ่ายอำนวยการ", "1 วัน"), ("จ่ายเงิน", None, "2 วัน"))
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    plan = read_plan(bytes_of(book), "plan.xlsx").plan
    assert [len(p.units) for p in plan.processes] == [1, 1]


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _package(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def _with_rows(xml: str, after: str = "") -> bytes:
    package = _parts(sheet_of(TEAM))
    name = "xl/worksheets/sheet1.xml"
    package[name] = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{xml}</sheetData>{after}</worksheet>"
    ).encode()
    return _package(package)


def test_a_sheet_merged_or_formatted_to_its_end_is_read_at_once() -> None:
    text = '<row r="{}"><c r="A{}" t="inlineStr"><is><t>แผนบริหารความต่อเนื่อง</t></is></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    rows = text.format(1, 1) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    lines = read_excel(_with_rows(rows, merged)).lines
    assert [line.text for line in lines] == ["Sheet", "แผนบริหารความต่อเนื่อง"]


def test_more_rows_than_a_plan_can_have_are_refused() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 10_100))
    with pytest.raises(UnreadableFileError) as refusal:
        read_plan(_with_rows(rows), "plan.xlsx")
    assert refusal.value.code == "too-long"


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_a_declared_entity_is_refused(code: str) -> None:
    package = _parts(sheet_of(TEAM))
    package["xl/sharedStrings.xml"] = '<!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'.encode(code)
    with pytest.raises(UnreadableFileError) as refusal:
        read_plan(_package(package), "plan.xlsx")
    assert refusal.value.code == "unsafe"


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_a_workbook_with_a_spoilt_part_is_read_or_refused(part: str) -> None:
    package = _parts(sheet_of(HEAD, TEAM, ("นายสมชาย ใจดี", "ครู", "081-234-5678")))
    whole = package[part]
    for at in range(0, len(whole), max(len(whole) // 25, 1)):
        package[part] = whole[:at] + b"<\x01" + whole[at + 3 :]
        with pytest.raises(UnreadableFileError):
            read_plan(_package(package), "plan.xlsx")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_part_in_an_encoding_that_nobody_knows_is_refused(part: str) -> None:
    package = _parts(sheet_of(HEAD, TEAM, ("นายสมชาย ใจดี", "ครู", "081-234-5678")))
    body = package[part][package[part].find(b"?>") + 2 :] if package[part].startswith(b"<?xml") else package[part]
    package[part] = b'<?xml version="1.0" encoding="UTF--1"?>' + body
    with pytest.raises(UnreadableFileError):
        read_plan(_package(package), "plan.xlsx")
