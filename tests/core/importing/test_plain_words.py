"""Plans without tables and without the template's words: headings inside sentences, columns in plain language."""

from collections.abc import Callable

import pytest

from phrom.core.importing import read_plan
from phrom.core.importing.blocks import SourceDocument
from phrom.core.importing.files.text_file import read_text
from phrom.core.plan.document import Plan
from phrom.core.values.source import ImportReport
from tests.core.importing.odt_fixture import odt_of
from tests.core.importing.word_fixture import docx_of

HEAD = (
    "แผนบริหารความต่อเนื่อง\nสำนักงานทดลองอ่าน\nพ.ศ. 2568\n\nวัตถุประสงค์\n1. เพื่อทดลองอ่าน\n\nสมมติฐาน\n1. อ่านได้\n\n"
    "การทบทวนแผน\nทบทวนทุกปี\n\n"
)


def read(text: str) -> tuple[Plan, ImportReport]:
    result = read_plan((HEAD + text).encode(), "plan.txt")
    return result.plan, result.report


def test_a_row_written_as_a_sentence_is_parted_at_the_words_that_every_row_repeats() -> None:
    plan, report = read(
        "กระบวนงานสำคัญ\n"
        "1. งานออกใบอนุญาต ผู้รับผิดชอบ กลุ่มงานทะเบียน ระดับผลกระทบ สูง MTPD 1 วัน\n"
        "2. งานรับเรื่องร้องเรียน ผู้รับผิดชอบ ฝ่ายนิติการ ระดับผลกระทบ ต่ำ MTPD 5 วัน\n"
    )
    assert [(p.name, p.impact, p.mtpd_text) for p in plan.processes] == [
        ("งานออกใบอนุญาต", "high", "1 วัน"),
        ("งานรับเรื่องร้องเรียน", "low", "5 วัน"),
    ]
    assert [u.name for u in plan.units] == ["กลุ่มงานทะเบียน", "ฝ่ายนิติการ"]
    line = next(x.number for x in report.lines if x.text.startswith("2."))
    assert any(r.path == "processes/process-2/mtpd" and r.lines == (line,) for r in report.readings)


def test_a_sentence_that_uses_such_a_word_once_is_no_table() -> None:
    plan, _ = read("กระบวนงานสำคัญ\n1. ผู้รับผิดชอบ ต้องรายงานภายใน 1 วัน\n2. ให้ทุกคนตรวจสอบความเสียหาย\n")
    assert plan.processes == ()


def test_a_title_with_a_line_for_each_area_below_it_is_a_row_of_needs() -> None:
    plan, _ = read(
        "ทรัพยากรที่จำเป็น\n"
        "1. งานออกใบอนุญาต\nบุคลากร 3 คน\nอุปกรณ์ ได้แก่ เครื่องพิมพ์บัตร 2 เครื่อง และแบบพิมพ์\nคู่ค้า -\n"
        "2. งานรับเรื่องร้องเรียน\nบุคลากร 1 คน\nอุปกรณ์ ได้แก่ โทรศัพท์ 1 เครื่อง\nคู่ค้า -\n"
    )
    first, second = plan.processes
    assert [(r.name, r.quantity) for r in first.requirements.equipment] == [("เครื่องพิมพ์บัตร", 2), ("แบบพิมพ์", None)]
    assert [(r.quantity, r.unit) for r in second.requirements.people] == [(1, "คน")]
    assert first.requirements.suppliers == ()


def test_several_people_on_the_line_of_a_team_hold_a_place_each_with_their_own_stand_in() -> None:
    plan, _ = read(
        "คณะบริหารความต่อเนื่อง\n"
        "หัวหน้าทีมที่ 1 : นายกล้า หาญชน (081-000-2001) / นางดี งามตา (081-000-2002)\n"
        "ทีมที่ 1 : นายสุข สมใจ (081-000-2003) / นายเย็น ลมหนาว (081-000-2004), นางใส น้ำค้าง (081-000-2005) / -\n"
    )
    (team,) = plan.continuity_team.teams
    names = {p.id: p.given_name for p in plan.people}
    assert [(names[m.primary or ""], [names[a] for a in m.alternates]) for m in team.members] == [
        ("สุข", ["เย็น"]),
        ("ใส", []),
    ]
    assert names[team.leader.primary or ""] == "กล้า"


def test_steps_on_the_line_of_their_stage_are_told_by_their_numbers() -> None:
    plan, _ = read(
        "แนวปฏิบัติรายสถานการณ์\nสถานการณ์อุทกภัย\n"
        "ก่อนเกิดเหตุ (1) ขนย้ายเอกสาร (2) ให้เวรตรวจปั๊มน้ำ\nขณะเกิดเหตุ (1) ย้ายจุดบริการ\nหลังเกิดเหตุ (1) ตากเอกสาร\n"
    )
    (flood,) = plan.scenarios
    assert [s.text for s in flood.onset] == ["ขนย้ายเอกสาร", "ให้เวรตรวจปั๊มน้ำ"]
    assert [s.text for s in flood.crisis] == ["ย้ายจุดบริการ"]


def test_the_last_step_of_a_list_opens_no_part_of_the_plan() -> None:
    plan, _ = read(
        "ขั้นตอนการดำเนินงาน\nภายในวันแรก (0-24 ชั่วโมง)\n1. แจ้งทุกคน\n2. ตรวจอาคาร\n3. ทบทวนแผนและรายงานผล\n"
        "เกินกว่า 7 วัน\n1. ย้ายกลับ\n2. ตรวจรับพัสดุ\n"
    )
    assert [[s.text for s in phase.steps] for phase in plan.response] == [
        ["แจ้งทุกคน", "ตรวจอาคาร", "ทบทวนแผนและรายงานผล"],
        ["ย้ายกลับ", "ตรวจรับพัสดุ"],
    ]


def test_columns_in_plain_words_are_told_by_what_stands_below_them() -> None:
    plan, _ = read(
        "งานที่สำคัญ\n\tสิ่งที่เราทำ\tคนดูแลงาน\tเสียหายเพียงไร\tเว้นได้นาน\n"
        "\tจ่ายน้ำ\tกองช่าง\tสูง\t6 ชั่วโมง\n\tเก็บขยะ\tกองสาธารณสุข\tปานกลาง\t3 วัน\n\tจ่ายเบี้ย\tกองคลัง\tต่ำ\t7 วัน\n"
    )
    assert [(p.name, p.impact, p.mtpd_text) for p in plan.processes] == [
        ("จ่ายน้ำ", "high", "6 ชั่วโมง"),
        ("เก็บขยะ", "medium", "3 วัน"),
        ("จ่ายเบี้ย", "low", "7 วัน"),
    ]
    plan, _ = read(
        "งานที่สำคัญ\n\tงาน\tคนดูแลงาน\tเสียหายเพียงไร\tเว้นได้นาน\n"
        "\tจ่ายน้ำ\tกองช่าง\tสูง\t6 ชั่วโมง\n\tเก็บขยะ\tกองสาธารณสุข\tปานกลาง\t3 วัน\n\tจ่ายเบี้ย\tกองคลัง\tต่ำ\t7 วัน\n"
    )
    assert [(p.name, p.impact, p.mtpd_text) for p in plan.processes] == [
        ("จ่ายน้ำ", "high", "6 ชั่วโมง"),
        ("เก็บขยะ", "medium", "3 วัน"),
        ("จ่ายเบี้ย", "low", "7 วัน"),
    ]


def test_people_below_a_heading_that_says_only_who_is_responsible_are_found_and_a_team_s_name_is_its_leader() -> None:
    plan, _ = read(
        "คณะบริหารความต่อเนื่อง\n\tหน้าที่\tผู้รับผิดชอบ\tโทรศัพท์\n"
        "\tหัวหน้าคณะบริหารความต่อเนื่อง\tนายกล้า หาญชน\t081-000-2001\n"
        "\tผู้ประสานงาน\tนางดี งามตา\t081-000-2002\n\tทีมกู้ระบบ (กองช่าง)\tนายสุข สมใจ\t081-000-2003\n"
    )
    (team,) = plan.continuity_team.teams
    assert plan.continuity_team.head.primary == plan.people[0].id
    assert team.name == "ทีมกู้ระบบ"
    assert team.leader.primary == plan.people[2].id


def test_a_place_written_as_labelled_lines_gives_each_number_to_the_name_above_it() -> None:
    plan, _ = read(
        "คณะบริหารความต่อเนื่อง\nหัวหน้าคณะบริหารความต่อเนื่อง\nชื่อ-สกุล : นายกล้า หาญชน\nตำแหน่ง : ผู้อำนวยการ\n"
        "โทรศัพท์ : 081-000-2001\nผู้ปฏิบัติหน้าที่แทน : นางดี งามตา\nตำแหน่ง : รองผู้อำนวยการ\nโทรศัพท์ : 081-000-2002\n"
        "ทีม A กลุ่มอำนวยการ\nหัวหน้าทีม : นายสุข สมใจ\nโทรศัพท์ : 081-000-2003\n"
        "ผู้ปฏิบัติหน้าที่แทน : นายเย็น ลมหนาว\nโทรศัพท์ : 081-000-2004\nสมาชิกทีม :\n1. นางใส น้ำค้าง โทร. 081-000-2005\n"
    )
    said = {p.id: (p.given_name, p.position, p.phones) for p in plan.people}
    head = plan.continuity_team.head
    assert said[head.primary or ""] == ("กล้า", "ผู้อำนวยการ", ("+66810002001",))
    assert [said[a] for a in head.alternates] == [("ดี", "รองผู้อำนวยการ", ("+66810002002",))]
    (team,) = plan.continuity_team.teams
    assert said[team.leader.primary or ""][0] == "สุข"
    assert [said[a][2] for a in team.leader.alternates] == [("+66810002004",)]
    assert [said[m.primary or ""][0] for m in team.members] == ["ใส"]


def test_a_matrix_with_the_threats_across_is_the_same_matrix() -> None:
    plan, _ = read(
        "ภัยคุกคามและผลกระทบต่อทรัพยากร\n\tทรัพยากร\tอุทกภัย\tอัคคีภัย\n\tอาคาร/สถานที่\t√\t√\n\tวัสดุอุปกรณ์\t√\t-\n\tบุคลากร\t-\t√\n"
    )
    names = {t.id: t.name for t in plan.threats}
    assert {(names[i.threat], i.area) for i in plan.impacts if i.affected} == {
        ("อุทกภัย", "premises"),
        ("อุทกภัย", "equipment"),
        ("อัคคีภัย", "premises"),
        ("อัคคีภัย", "people"),
    }
    assert len(plan.impacts) == 6


def test_a_column_of_steps_that_only_counts_is_not_the_step() -> None:
    plan, _ = read(
        "ขั้นตอนการบริหารความต่อเนื่องและกอบกู้กระบวนการ\nระยะ 0 - 6 ชั่วโมง\n"
        "\tขั้นตอน\tการปฏิบัติ\tผู้รับผิดชอบ\tเวลาแล้วเสร็จ\n\t1\tแจ้งทุกคน\tผู้ประสานงาน\t15 นาที\n"
        "\t2\tเปิดศูนย์สำรอง\tผู้ประสานงาน\t1 ชั่วโมง\n"
    )
    assert [s.text for phase in plan.response for s in phase.steps] == ["แจ้งทุกคน", "เปิดศูนย์สำรอง"]


@pytest.mark.parametrize("made", [docx_of, odt_of])
def test_tis_620_read_as_latin_1_inside_a_package_is_thai_again(made: Callable[[SourceDocument], bytes]) -> None:
    text = HEAD + "คณะบริหารความต่อเนื่อง\nหัวหน้าคณะบริหารความต่อเนื่อง : นายกล้า หาญชน (081-000-2001)\n"
    spoilt = "".join(ch.encode("cp874").decode("latin-1") for ch in text)
    kind = "docx" if made is docx_of else "odt"
    result = read_plan(made(read_text(spoilt)), f"plan.{kind}")
    assert result.plan.people[0].given_name == "กล้า"
    assert any("หัวหน้าคณะบริหารความต่อเนื่อง" in line.text for line in result.report.lines)


def test_parts_numbered_by_any_thai_letter_and_a_list_of_boxes_by_the_hour() -> None:
    plan, _ = read(
        "ซ. กลยุทธ์\nซ.๑ ด้านบุคลากร (ผู้รับผิดชอบ : ฝ่ายบริหารทั่วไป)\n- จัดเวรสองผลัด\n"
        "ซ.๒ ด้านวัสดุอุปกรณ์ (ผู้รับผิดชอบ : ฝ่ายพัสดุ)\n- สำรองเชื้อเพลิงเจ็ดวัน\n\n"
        "ญ. รายการปฏิบัติตามห้วงเวลา\nชั่วโมงที่ ๐ – ๖\n☐\t๑. ตรวจนับคน\tผู้ประสานงาน\n☐\t๒. แจ้งเหตุทางวิทยุ\tผู้ประสานงาน\n"
        "ตั้งแต่ชั่วโมงที่ ๖ เป็นต้นไป\n☐\t๑. สำรวจความเสียหาย\tผู้ประสานงาน\n☐\t๒. ซ่อมแซมเส้นทาง\tผู้ประสานงาน\n"
    )
    assert [(s.area, s.actions) for s in plan.strategies] == [
        ("people", ("จัดเวรสองผลัด",)),
        ("equipment", ("สำรองเชื้อเพลิงเจ็ดวัน",)),
    ]
    assert [(p.starts.iso, [s.text for s in p.steps]) for p in plan.response] == [
        ("PT0H", ["ตรวจนับคน", "แจ้งเหตุทางวิทยุ"]),
        ("PT6H", ["สำรวจความเสียหาย", "ซ่อมแซมเส้นทาง"]),
    ]
