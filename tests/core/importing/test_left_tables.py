"""A table that no reader takes is one question: what is it? Whoever says so gets its values, each with its lines."""

import pytest

from phrom.core.importing.blocks import Cell, Line, Paragraph, Row, SourceDocument, Table
from phrom.core.importing.left_shapes import likely_shape, turned
from phrom.core.importing.placing import NotPlacedError
from phrom.core.importing.reader import ReadResult, read_plan
from phrom.core.importing.review import Deed, line_target, open_points, points_of, tables_of, with_deeds
from phrom.core.importing.table_kinds import KINDS, NOTHING, guess_as, headings_of, likely_kind
from phrom.core.importing.told_tables import ToldTable, read_left_table, read_left_tables
from phrom.core.plan.document import Plan
from phrom.core.values.source import LeftTable
from tests.core.importing.test_layouts import assert_account_sums
from tests.core.importing.test_variations import TITLE
from tests.core.importing.word_fixture import docx_of

Rows = tuple[tuple[str, ...], ...]
BIA = (
    ("กระบวนงาน", "หน่วยงาน", "ระดับผลกระทบ", "MTPD"),
    ("จ่ายยา", "ฝ่ายพยาบาล", "สูง", "4 ชั่วโมง"),
    ("ออกหนังสือรับรอง", "ฝ่ายทะเบียน", "ต่ำ", "7 วัน"),
)
KIT = (
    ("บุษบา", "กาสะลอง", "ปาริชาติ"),
    ("จ่ายยา", "ตะกร้า", "2"),
    ("ออกหนังสือรับรอง", "ตรายาง", "1"),
)
LANTERNS = (("ราตรี", "พิกุล"), ("สีแดง", "ใหญ่"), ("สีขาว", "เล็ก"))


def in_word(*tables: Rows, caption: str = "") -> bytes:
    """A Word file with these tables, each below a line of its own (`caption`, where all have the same)."""
    blocks: list[Paragraph | Table] = [Paragraph(Line(n, text)) for n, text in enumerate(TITLE.split("\n"), 1) if text]
    for n, rows in enumerate(tables):
        blocks.append(Paragraph(Line(100 + n, caption or f"ว่าด้วยเรื่องที่ {n + 1}")))
        blocks.append(Table(tuple(Row(tuple(Cell((Line(9, cell),) if cell else ()) for cell in row)) for row in rows)))
    return docx_of(SourceDocument((), tuple(blocks)))


def read(*tables: Rows) -> ReadResult:
    result = read_plan(in_word(*tables), "plan.docx")
    assert_account_sums(result.report)
    return result


def left(*tables: Rows) -> tuple[Plan, LeftTable]:
    result = read(*tables)
    (table,) = result.report.left_tables
    return result.plan, table


def told(plan: Plan, table: LeftTable, kind: str, *columns: str) -> ToldTable:
    return read_left_table(plan, table, kind, columns, headings_of(table))


def test_a_table_in_unknown_words_is_one_point_with_all_its_lines() -> None:
    report = read(BIA, KIT, LANTERNS).report
    tables = [point for point in points_of(report) if point.kind == "table"]
    assert [len(point.lines) for point in tables] == [10, 7]  # with the line above each
    assert points_of(report)[:2] == tuple(tables)
    (found,) = tables_of(report, tables[0])
    assert [[line.text for cell in row for line in cell] for row in found.rows] == [list(row) for row in KIT]
    asked = [number for point in points_of(report) if point.kind == "unplaced" for number in point.lines]
    assert not set(asked) & {number for point in tables for number in point.lines}


def test_what_was_read_is_no_question() -> None:
    assert read(BIA).report.left_tables == ()


def test_bare_numbers_in_a_table_that_was_left_over_are_no_page_numbers() -> None:
    _plan, table = left(BIA, KIT)
    report = read(BIA, KIT).report
    assert {line.text for line in report.unplaced if line.number in table.lines} >= {"1", "2"}


def test_who_says_what_its_columns_are_gets_what_work_needs_with_the_lines_behind_it() -> None:
    plan, table = left(BIA, KIT)
    found = told(plan, table, "requirements", "process", "equipment", "quantity")
    needs = [[(r.name, r.quantity) for r in p.requirements.equipment] for p in found.plan.processes]
    assert needs == [[("ตะกร้า", 2)], [("ตรายาง", 1)]]
    assert [p.id for p in found.plan.processes] == [p.id for p in plan.processes]
    path = f"processes/{plan.processes[0].id}/requirements/equipment/0"
    behind = next(reading.lines for reading in found.readings if reading.path == path)
    texts = {line.number: line.text for row in table.rows for cell in row for line in cell}
    assert [texts[number] for number in behind] == ["ตะกร้า", "2"]


def test_what_the_plan_says_already_stays_and_a_second_reading_brings_nothing() -> None:
    plan, table = left(BIA, KIT)
    once = told(plan, table, "requirements", "process", "equipment", "quantity").plan
    assert once.people == plan.people
    assert once.title == plan.title
    more = once.processes[0].requirements.model_copy(update={"people": once.processes[0].requirements.equipment})
    mended = once.model_copy(
        update={"processes": (once.processes[0].model_copy(update={"requirements": more}), *once.processes[1:])}
    )
    people = (("ลำดวน", "ชงโค", "นนทรี"), ("จ่ายยา", "ลุงมี", "3"), ("ออกหนังสือรับรอง", "ป้ามา", "1"))
    _plan, other = left(BIA, people)
    both = told(mended, other, "requirements", "process", "people", "quantity").plan
    assert [[r.name for r in p.requirements.people] for p in both.processes] == [
        ["ตะกร้า", "ลุงมี"],
        ["ป้ามา"],
    ]


def test_people_told_by_hand_get_places_numbers_and_ids_of_their_own() -> None:
    known = (("ชื่อ-สกุล", "โทรศัพท์"), ("นายก้อง ดีมาก", "081 000 0001"), ("นางแก้ว ใจดี", "081 000 0002"))
    plan, table = left(known, BIA, (("จำปี", "จำปา"), ("ก้อง ดีมาก", "หัวหน้าคณะ"), ("สร้อย รักเรียน", "ผู้ประสานงาน")))
    found = told(plan, table, "people", "name", "role").plan
    assert [p.given_name for p in found.people] == ["ก้อง", "แก้ว", "สร้อย"]
    assert found.continuity_team.head.primary == plan.people[0].id
    assert found.continuity_team.coordinator.primary == found.people[2].id
    assert found.people[0].phones == plan.people[0].phones


def test_what_is_no_such_table_is_refused_and_changes_nothing() -> None:
    plan, table = left(BIA, LANTERNS)
    for kind, columns in (
        ("people", (NOTHING, NOTHING)),  # nobody is named
        ("bia", ("process",)),  # a column is missing
        ("threats", ("threat", "phone")),  # no column of such a table
        ("lanterns", ("process", NOTHING)),
        ("strategies", ("strategy", "resource")),  # nothing is read
    ):
        with pytest.raises(NotPlacedError):
            read_left_table(plan, table, kind, columns, 1)


def test_the_likeliest_meaning_of_each_column_is_offered() -> None:
    outside = (
        ("เกี่ยวดอง", "กระดังงา", "เบอร์"),
        ("ร่มไทรการแพทย์", "รับผู้ป่วยต่อ", "0 4200 0001"),
        ("แสงสว่าง", "ซ่อมไฟ", "0 4200 0002"),
    )
    _plan, table = left(BIA, outside)
    assert guess_as(table, KINDS["suppliers"]).columns == ("suppliers", "service", "phone")
    _plan, lanterns = left(BIA, LANTERNS)
    assert likely_kind(lanterns) is None


def test_lines_of_a_table_that_was_read_are_answered_and_the_rest_is_still_asked_for() -> None:
    result = read(BIA, (*KIT, ("ซ่อมถนน", "", "")))
    (point,) = (p for p in points_of(result.report) if p.kind == "table")
    (table,) = tables_of(result.report, point)
    found = told(result.plan, table, "requirements", "process", "equipment", "quantity")
    deeds = [Deed("placed", tuple(map(line_target, r.lines)), "นายก้อง", (r.path,)) for r in found.readings]
    left_over = open_points(points_of(result.report), deeds)
    assert point in left_over  # its headings
    report = with_deeds(result.report, deeds)
    assert [line.text for line in report.unplaced if line.number in table.lines] == ["ว่าด้วยเรื่องที่ 2", *KIT[0]]


def test_work_heads_the_columns_where_somebody_says_so() -> None:
    plan, table = left(BIA, (("ลั่นทม", "จ่ายยา", "ล้างรถ"), ("โน้ตบุ๊ก", "1", "-"), ("ถังน้ำ", "-", "2")))
    found = told(plan, table, "needs-by-process", "equipment", "of-process", "of-process").plan
    needs = {p.name: [(r.name, r.quantity) for r in p.requirements.equipment] for p in found.processes}
    assert needs == {"จ่ายยา": [("โน้ตบุ๊ก", 1)], "ออกหนังสือรับรอง": [], "ล้างรถ": [("ถังน้ำ", 2)]}


def test_how_many_by_when_is_told_and_what_the_office_needs_already_stays() -> None:
    plan, table = left(BIA, (("ลั่นทม", "ตอนแรก", "ตอนหลัง"), ("ราตรี", "1 อัน", "4 อัน"), ("พิกุล", "-", "2 อัน")))
    found = told(plan, table, "needs-by-time", "equipment", "by-time", "by-time").plan
    assert [(r.name, r.quantity, r.quantity_text) for r in found.requirements.equipment] == [
        ("ราตรี", 1, "ตอนแรก 1 อัน, ตอนหลัง 4 อัน"),
        ("พิกุล", 2, "ตอนหลัง 2 อัน"),
    ]
    _plan, other = left(BIA, (("ลั่นทม", "ตอนแรก", "ตอนหลัง"), ("ชงโค", "3 อัน", "5 อัน"), ("นนทรี", "2 อัน", "2 อัน")))
    both = told(found, other, "needs-by-time", "equipment", "by-time", "by-time").plan
    assert [r.name for r in both.requirements.equipment] == ["ราตรี", "พิกุล", "ชงโค", "นนทรี"]


def test_lengths_of_time_above_counts_are_offered_as_what_is_needed_by_when() -> None:
    _plan, table = left(
        BIA, (("บุหงา", "กลิ่น", "1 วัน", "1 สัปดาห์"), ("ราตรี", "แรง", "แจ่ม 1", "5"), ("พิกุล", "อ่อน", "2", "9"))
    )
    seems = likely_kind(table)
    assert seems is not None
    assert (seems.kind, seems.columns[2:]) == ("needs-by-time", ("by-time", "by-time"))


def test_labels_beside_values_are_read_with_the_table_turned() -> None:
    plan, table = left(BIA, (("จำปี", "ล้างรถ", "ซ่อมถนน"), ("จำปา", "2 วัน", "3 วัน"), ("แก้ว", "ช่าง", "ช่าง")))
    aside = turned(table)
    found = read_left_table(plan, aside, "bia", ("process", "mtpd", NOTHING), 1).plan
    assert [(p.name, str(p.mtpd)) for p in found.processes[2:]] == [("ล้างรถ", "P2D"), ("ซ่อมถนน", "P3D")]


def test_labels_that_begin_anew_are_a_row_each_time() -> None:
    pairs = (("จำปี", "ล้างรถ"), ("จำปา", "2 วัน"), ("จำปี", "ซ่อมถนน"), ("ลีลา", "ดี"), ("จำปา", "3 วัน"))
    plan, table = left(BIA, pairs)
    aside = turned(table)
    assert sorted(line for row in aside.rows for cell in row for line in (x.number for x in cell)) == sorted(
        x.number for row in table.rows for cell in row for x in cell
    )
    found = read_left_table(plan, aside, "bia", ("process", "mtpd", NOTHING), aside.headings).plan
    assert [(p.name, str(p.mtpd)) for p in found.processes[2:]] == [("ล้างรถ", "P2D"), ("ซ่อมถนน", "P3D")]


def test_tables_of_the_same_headings_are_one_question_and_read_together() -> None:
    more = (KIT[0], ("จ่ายยา", "กรรไกร", "4"), ("ออกหนังสือรับรอง", "กาว", "6"))
    result = read(BIA, KIT, LANTERNS, more)
    asked = [point for point in points_of(result.report) if point.kind == "table"]
    assert [len(tables_of(result.report, point)) for point in asked] == [2, 1]
    alike = tables_of(result.report, asked[0])
    found = read_left_tables(result.plan, alike, "requirements", ("process", "equipment", "quantity"), 1)
    needs = [[(r.name, r.quantity) for r in p.requirements.equipment] for p in found.plan.processes]
    assert needs == [[("ตะกร้า", 2), ("กรรไกร", 4)], [("ตรายาง", 1), ("กาว", 6)]]
    behind = {number for reading in found.readings for number in reading.lines}
    assert all(behind & set(table.lines) for table in alike)


def test_of_alike_tables_one_that_says_nothing_stays_and_the_others_are_read() -> None:
    empty = (KIT[0], ("-", "ว่าง", "ๆ"), ("-", "ว่าง", "ๆ"))
    result = read(BIA, KIT, empty)
    (point,) = (p for p in points_of(result.report) if p.kind == "table")
    alike = tables_of(result.report, point)
    found = read_left_tables(result.plan, alike, "requirements", ("process", "equipment", "quantity"), 1)
    assert {n for r in found.readings for n in r.lines} <= set(alike[0].lines)
    with pytest.raises(NotPlacedError):
        read_left_tables(result.plan, alike[1:], "requirements", ("process", "equipment", "quantity"), 1)


def test_labels_in_the_first_column_may_be_alike_too() -> None:
    forms = tuple(
        (("จำปี", work), ("จำปา", time), ("ลีลา", "ดี")) for work, time in (("ล้างรถ", "2 วัน"), ("ซ่อมถนน", "3 วัน"))
    )
    result = read(BIA, *forms)
    (point,) = (p for p in points_of(result.report) if p.kind == "table")
    aside = [turned(table) for table in tables_of(result.report, point)]
    found = read_left_tables(result.plan, aside, "bia", ("process", "mtpd", NOTHING), 1).plan
    assert [(p.name, str(p.mtpd)) for p in found.processes[2:]] == [("ล้างรถ", "P2D"), ("ซ่อมถนน", "P3D")]


def test_which_way_a_table_stands_is_offered_by_what_speaks_for_it() -> None:
    _plan, table = left(BIA, KIT)
    assert likely_shape([table])[1] is False


def test_a_card_for_each_person_is_told_by_all_cards_together() -> None:
    said = (
        ("ผู้อำนวยการคู่มือ (หัวหน้าคณะบริหารความต่อเนื่อง)", "นายสิงขร ลมโชย", "081 000 0001", "นางพิมพา ไร่นา", "081 000 0002"),
        ("ผู้ประสานงาน", "นางพิมพา ไร่นา", "081 000 0002", "นายเอก ทุ่งทอง", "081 000 0003"),
        ("หัวหน้าทีมสำรวจ", "นายชัย เขตคาม", "081 000 0005", "นายพล ปักหมุด", "081 000 0006"),
    )
    labels = ("หน้าที่ตามคู่มือ", "ผู้รับหน้าที่", "มือถือ", "ถ้าไม่อยู่ให้หา", "มือถือของผู้ทำแทน")
    result = read(BIA, *(tuple(zip(labels, card, strict=True)) for card in said))
    (point,) = (p for p in points_of(result.report) if p.kind == "table")
    seems, aside = likely_shape(tables_of(result.report, point))
    assert seems is not None
    assert aside
    assert (seems.kind, seems.columns) == ("people", ("role", "name", "phone", "alternate", "alternate-phone"))
    cards = [turned(table) for table in tables_of(result.report, point)]
    found = read_left_tables(result.plan, cards, seems.kind, seems.columns, 1).plan
    names = {person.id: (person.given_name, person.phones) for person in found.people}
    team = found.continuity_team
    assert [names[role.primary or ""] for role in (team.head, team.coordinator, team.teams[0].leader)] == [
        ("สิงขร", ("+66810000001",)),
        ("พิมพา", ("+66810000002",)),
        ("ชัย", ("+66810000005",)),
    ]
    assert [names[i][0] for i in team.head.alternates] == ["พิมพา"]


def test_columns_of_things_are_told_by_what_the_things_are() -> None:
    needs = (
        ("ราตรี", "พิกุล", "มะลิ", "จำปา"),
        ("จ่ายยาที่บ้าน", "โน้ตบุ๊ก 2 เครื่อง", "นักวิชาการ 2 คน", "ห้องประชุมเทศบาล"),
        ("รับแจ้งเรือ", "วิทยุ 3 เครื่อง", "เจ้าหน้าที่ 4 คน", "อาคารท่าเรือ"),
    )
    plan, table = left(BIA, needs)
    seems = likely_kind(table)
    assert seems is not None
    assert (seems.kind, seems.columns) == ("requirements", ("process", "equipment", "people", "premises"))
    read_as = told(plan, table, seems.kind, *seems.columns).plan
    assert [[need.name for need in p.requirements.equipment] for p in read_as.processes[-2:]] == [["โน้ตบุ๊ก"], ["วิทยุ"]]
