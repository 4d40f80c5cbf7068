"""Call trees with their leader beside the rows, forms of labels and values, and lists below one step."""

import io

import docx

from phrom.core.importing import read_plan
from phrom.core.plan.document import Plan
from tests.core.importing.test_layouts import assert_account_sums
from tests.core.importing.test_variations import BIA, TITLE, only_process, plan_of


def word_plan(
    heading: str, rows: list[list[str]], merged: tuple[tuple[int, int], tuple[int, int]] | None = None
) -> Plan:
    """A plan in Word with one table below a heading; lines of a cell are paragraphs of their own."""
    document = docx.Document()
    for text in (*TITLE.split("\n"), heading):
        document.add_paragraph(text)
    table = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            cell = table.cell(r, c)
            first, *rest = text.split("\n")
            cell.text = first
            for line in rest:
                cell.add_paragraph(line)
    if merged:
        table.cell(*merged[0]).merge(table.cell(*merged[1]))
    out = io.BytesIO()
    document.save(out)
    result = read_plan(out.getvalue(), "plan.docx")
    assert_account_sums(result.report)
    return result.plan


def teams_of(plan: Plan) -> dict[str, tuple[str, list[tuple[str, list[str]]]]]:
    names = {person.id: person.given_name for person in plan.people}
    return {
        team.name: (
            names[team.leader.primary or ""],
            [(names[m.primary or ""], [names[a] for a in m.alternates]) for m in team.members],
        )
        for team in plan.continuity_team.teams
    }


def test_the_leader_beside_the_rows_of_a_call_tree_calls_those_in_them() -> None:
    rows = [
        ["หัวหน้าทีม", "ชื่อ", "โทรศัพท์", "บุคลากรสำรอง", "โทรศัพท์"],
        ["ทีมฝ่ายทะเบียน\nนายหนึ่ง สมมุติ\n081-000-0001", "นายสอง สมมุติ", "081-000-0002", "นายสาม สมมุติ", "081-000-0003"],
        ["", "นายสี่ สมมุติ", "081-000-0004", "-", "-"],
    ]
    plan = word_plan("กระบวนการแจ้งเหตุฉุกเฉิน (Call Tree)", rows, ((1, 0), (2, 0)))
    assert teams_of(plan) == {"ทีมฝ่ายทะเบียน": ("หนึ่ง", [("สอง", ["สาม"]), ("สี่", [])])}
    assert [p.phones for p in plan.people if p.given_name == "หนึ่ง"] == [("+66810000001",)]


def test_the_leader_named_below_a_heading_leads_the_team_of_that_heading() -> None:
    plan = plan_of(
        f"{TITLE}หมวด 1 คณะบริหารความต่อเนื่อง\nตำแหน่งในแผน\tผู้รับผิดชอบหลัก\tโทรศัพท์\n"
        "หัวหน้าส่วนปฏิบัติการ\tนายหนึ่ง สมมุติ\t081-000-0001\n"
        "หัวหน้าส่วนสนับสนุน\tนายสอง สมมุติ\t081-000-0002\n\n1.1 ผู้ปฏิบัติงานในส่วนปฏิบัติการรักษาพยาบาล\nหัวหน้า : นายหนึ่ง สมมุติ\n"
        "1) นายสาม สมมุติ ช่าง โทร. 081-000-0003\n1.2 ผู้ปฏิบัติงานในส่วนสนับสนุน\nหัวหน้า : นายสอง สมมุติ\n"
        "1) นายสี่ สมมุติ ช่าง โทร. 081-000-0004\n"
    )
    assert teams_of(plan) == {
        "ส่วนปฏิบัติการ": ("หนึ่ง", [("สาม", [])]),
        "ส่วนสนับสนุน": ("สอง", [("สี่", [])]),
    }


def test_what_is_listed_below_a_step_is_told_of_it() -> None:
    rows = [
        ["ขั้นตอนและกิจกรรม", "ผู้รับผิดชอบ"],
        ["- รายงานหัวหน้าคณะ ครอบคลุมประเด็นดังนี้\n• ผู้บาดเจ็บ\n• ความเสียหาย", "หัวหน้าทีม"],
        ["- แจ้งเหตุ\n- ประชุมทีม", "หัวหน้าทีม"],
    ]
    plan = word_plan("วันที่ 1 (ภายใน 24 ชั่วโมง) การตอบสนองต่อเหตุการณ์ทันที", rows)
    assert [(s.text, len(s.details)) for s in plan.response[0].steps] == [
        ("รายงานหัวหน้าคณะ ครอบคลุมประเด็นดังนี้", 2),
        ("แจ้งเหตุ", 0),
        ("ประชุมทีม", 0),
    ]


def test_a_heading_may_say_what_values_stand_below_it() -> None:
    process = only_process(
        f"{BIA}ที่\tบริการ/กระบวนงาน\tหน่วยงาน\tผลกระทบ (1-4)\tMTPD (นาที)\n1\tงานทดลอง\tฝ่ายบริหาร\t4\t90\n"
    )
    assert (process.impact_text, str(process.mtpd)) == ("4", "PT90M")


def test_values_of_a_form_that_could_head_columns_are_values() -> None:
    rows = [
        ["ชื่อกระบวนงาน", "งานทดลอง", "หน่วยงานเจ้าของ", "ฝ่ายบริหาร"],
        ["ระดับผลกระทบ", "สูง", "MTPD", "1 วัน"],
        ["พื้นที่สำรอง", "ห้อง 2 คน", "จำนวนบุคลากร", "2 คน"],
        ["อุปกรณ์ที่ต้องใช้", "คอมพิวเตอร์โน้ตบุ๊ก 2 เครื่อง", "ระบบสารสนเทศ", "ระบบ e-Claim"],
        ["คู่ค้า/ผู้ให้บริการ", "ธนาคารสมมุติ", "", ""],
    ]
    needs = word_plan("การวิเคราะห์ผลกระทบทางธุรกิจ (BIA)", rows).processes[0].requirements
    assert ([n.name for n in needs.technology], [n.quantity for n in needs.equipment]) == (["ระบบ e-Claim"], [2])
    assert [n.name for n in needs.suppliers] == ["ธนาคารสมมุติ"]


def test_areas_may_be_told_as_what_a_threat_strikes() -> None:
    plan = plan_of(
        f"{TITLE}3. ภัยคุกคาม\n3.1 อุทกภัย ทรัพยากรที่ได้รับผลกระทบ ได้แก่ อาคารสถานที่, บุคลากร\n"
        "3.2 ขาดแคลนออกซิเจน ทรัพยากรที่ได้รับผลกระทบ ได้แก่ วัสดุอุปกรณ์\n"
    )
    assert [t.name for t in plan.threats] == ["อุทกภัย", "ขาดแคลนออกซิเจน"]
    assert [i.area for i in plan.impacts] == ["premises", "people", "equipment"]
