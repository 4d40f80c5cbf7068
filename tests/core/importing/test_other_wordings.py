"""Words, numbers and marks that an office puts in the place of the template's: what they mean decides."""

import pytest

from phrom.core.importing import read_plan
from phrom.core.importing.words.headings import phase_hours
from phrom.core.plan.document import Plan

HEAD = "แผนบริหารความต่อเนื่อง\nสำนักงานทดลองอ่าน\nพ.ศ. 2568\n\n"


def read(text: str) -> Plan:
    return read_plan((HEAD + text).encode(), "plan.txt").plan


def table(*rows: str) -> str:
    """A table with one row a line and tabs between its cells."""
    return "".join("\t".join(cell.strip() for cell in row.split("|")) + "\n" for row in rows)


def test_a_matrix_may_answer_in_words_and_its_first_row_is_no_heading() -> None:
    plan = read(
        "ภัยคุกคาม\n"
        + table(
            "ประเภทภัย | สถานที่ | วัสดุอุปกรณ์ | เทคโนโลยี | บุคลากร | คู่ค้า",
            "อัคคีภัย | ใช่ | ใช่ | ไม่ใช่ | ใช่ | ไม่ใช่",
            "โรคระบาด | ไม่ใช่ | ไม่ใช่ | ไม่ใช่ | ใช่ | ใช่",
        )
    )
    assert [t.name for t in plan.threats] == ["อัคคีภัย", "โรคระบาด"]
    assert [i.affected for i in plan.impacts] == [True, True, False, True, False, False, False, False, True, True]


@pytest.mark.parametrize("heading", ["เป้าหมายกลับมาทำงาน", "เวลาที่ต้องกลับมาให้บริการ", "กลับมาทำงานได้ภายใน", "เป้าหมายฟื้นตัว"])
def test_when_the_work_is_to_be_back_is_the_rto_beside_how_long_it_may_stop(heading: str) -> None:
    plan = read(
        "กระบวนงานสำคัญ\n"
        + table(
            f"กระบวนงาน | ผู้รับผิดชอบ | ความรุนแรง | เวลาหยุดได้นานที่สุด | {heading}",
            "1. งานทะเบียน | ฝ่ายทะเบียน | สูง | 1 วัน | 12 ชม.",
            "2. งานร้องเรียน | ฝ่ายนิติการ | ต่ำ | 7 วัน | 3 วัน",
        )
    )
    assert [(str(p.mtpd), str(p.rto)) for p in plan.processes] == [("P1D", "PT12H"), ("P7D", "P3D")]


def test_codes_of_processes_are_no_processes_also_where_each_cell_is_a_line() -> None:
    cells = (
        "รหัส กระบวนการ ฝ่าย ผลกระทบ MTPD RTO ก๑ ออกใบอนุญาต ฝ่ายทะเบียน สูง ๖|ชั่วโมง ๓|ชั่วโมง "
        "ก๒ รับเรื่องร้องเรียน ฝ่ายนิติการ ต่ำ ๗|วัน ๓|วัน"
    )
    lines = [cell.replace("|", " ") for cell in cells.split(" ")]
    plan = read(
        "กระบวนการสำคัญ\n\n" + "\n".join(lines[:6]) + "\n\n" + "\n".join(lines[6:12]) + "\n\n" + "\n".join(lines[12:])
    )
    assert [(p.name, p.impact, str(p.mtpd)) for p in plan.processes] == [
        ("ออกใบอนุญาต", "high", "PT6H"),
        ("รับเรื่องร้องเรียน", "low", "P7D"),
    ]


def test_whoever_does_the_work_instead_is_the_alternate_of_the_member_beside() -> None:
    plan = read(
        "คณะบริหารความต่อเนื่อง\nทีมที่ 1 : ฝ่ายทะเบียน\n"
        + table(
            "ลำดับ | ชื่อ - สกุล | โทรศัพท์ | ผู้ทำหน้าที่แทน | โทรศัพท์",
            "1 | นายสมชาย ใจดี | 081-000-0001 | นางสาวสมหญิง ใจงาม | 081-000-0002",
            "2 | นายสมศักดิ์ ใจกว้าง | 081-000-0003 | - | -",
        )
    )
    people = {p.id: p for p in plan.people}
    first, second = plan.continuity_team.teams[0].members
    assert [people[a].full_name for a in first.alternates] == ["นางสาวสมหญิง ใจงาม"]
    assert [people[a].phones for a in first.alternates] == [("+66810000002",)]
    assert second.alternates == ()


def test_a_spare_space_needs_people_places() -> None:
    plan = read(
        "ทรัพยากรขั้นต่ำ\n"
        + table(
            "กระบวนงาน | พื้นที่สำรอง | อุปกรณ์ | ระบบสารสนเทศ | เจ้าหน้าที่ | คู่ค้า",
            "1. งานทะเบียน | 10 คน | เครื่องพิมพ์ 1 เครื่อง | ระบบทะเบียน | 4 คน | -",
        )
    )
    assert [(r.quantity, r.unit) for r in plan.processes[0].requirements.premises] == [(10, "คน")]


def test_sections_may_be_numbered_in_roman_and_phases_by_nothing_but_their_hours() -> None:
    plan = read(
        "VII. ขั้นตอนการตอบสนอง\n"
        "1) ภายใน 2 ชั่วโมงแรก\n- แจ้งเจ้าหน้าที่เวร\n- เดินเครื่องปั่นไฟ\n"
        "2) 2 - 24 ชั่วโมง\n- ย้ายที่ทำงาน\n"
        "3) หลัง 24 ชั่วโมง\n- ตรวจความเสียหาย\n"
    )
    assert [(str(p.starts), p.ends and str(p.ends), len(p.steps)) for p in plan.response] == [
        ("PT0H", "PT2H", 2),
        ("PT2H", "PT24H", 1),
        ("PT24H", None, 1),
    ]


def test_stages_may_be_items_of_a_list_and_their_first_step_may_sound_like_a_section() -> None:
    plan = read(
        "VIII. แนวปฏิบัติตามภัย\n"
        "กรณีที่ ๑ พายุหมุนเขตร้อน\n- ก่อน\n  ๑. ยึดโยงเสาอากาศ\n  ๒. เติมน้ำมัน\n- ขณะ\n  ๑. งดออกกลางแจ้ง\n"
        "- หลัง\n  ๑. สำรวจสถานี\n"
        "กรณีที่ ๒ แผ่นดินไหว\n- ก่อน\n  ๑. ซักซ้อมการอพยพ\n- ขณะ\n  ๑. หลบใต้โต๊ะ\n- หลัง\n  ๑. รายงาน\n"
    )
    assert [(len(s.onset), len(s.crisis), len(s.recovery)) for s in plan.scenarios] == [(2, 1, 1), (1, 1, 1)]
    assert plan.scenarios[1].onset[0].text == "ซักซ้อมการอพยพ"


def test_a_heading_of_two_words_means_what_either_of_them_means() -> None:
    plan = read(
        "การวิเคราะห์ผลกระทบ\n"
        + table(
            "ที่ | บริการ/กระบวนงาน | หน่วยงาน | ระดับผลกระทบ | MTPD",
            "1 | รับคำขอ | ฝ่ายทะเบียน | สูง | 2 ชั่วโมง",
            "2 | ออกใบรับรอง | ฝ่ายทะเบียน | ต่ำ | 3 วัน",
        )
        + "ทรัพยากรขั้นต่ำ\n"
        + table(
            "บริการ/กระบวนงาน | สถานที่ | บุคลากร | อุปกรณ์ | ระบบสารสนเทศ",
            "1. รับคำขอ | ห้องประชุม (2 คน) | เจ้าหน้าที่ 2 คน | โน้ตบุ๊ก 2 เครื่อง | ระบบทะเบียน",
            "2. ออกใบรับรอง | ห้องประชุม (1 คน) | เจ้าหน้าที่ 1 คน | เครื่องพิมพ์ 1 เครื่อง | ระบบทะเบียน",
        )
    )
    assert [p.name for p in plan.processes] == ["รับคำขอ", "ออกใบรับรอง"]
    assert all(p.requirements.technology for p in plan.processes)
    assert plan.threats == ()


def test_whoever_holds_a_place_is_not_whoever_stands_in() -> None:
    plan = read(
        "โครงสร้างการบัญชาการ\n"
        + table(
            "ตำแหน่งในระบบบัญชาการ | ผู้ปฏิบัติหน้าที่ | โทรศัพท์ | ผู้ปฏิบัติหน้าที่แทน | โทรศัพท์",
            "ผู้บัญชาการเหตุการณ์ | นายก้อง ดีมาก | 081-000-0001 | นายขาว ใจเย็น | 081-000-0002",
            "เจ้าหน้าที่ประสานงาน | นางคำ รักงาน | 081-000-0003 | นายงาม ตรงเวลา | 081-000-0004",
        )
    )
    numbers = {p.id: (p.given_name, p.phones[0][-1]) for p in plan.people}
    head = plan.continuity_team.head
    assert numbers[head.primary or ""] == ("ก้อง", "1")
    assert [numbers[a] for a in head.alternates] == [("ขาว", "2")]


def test_an_order_of_appointment_says_the_place_last_whatever_its_part_is_called() -> None:
    plan = read(
        "ส่วนที่ ๒ คณะทำงานบริหารความพร้อมต่อสภาวะวิกฤต\n"
        "๑. คณะกรรมการอำนวยการ\n"
        "๑.๑ นายก้อง ดีมาก ผอ.เขต โทร. ๐๘ ๑๐๐๐ ๐๐๐๑ ประธานกรรมการ\n"
        "๑.๒ นายขาว ใจเย็น รอง ผอ.เขต โทร. ๐๘ ๑๐๐๐ ๐๐๐๒ รองประธานกรรมการ\n"
        "๑.๓ นางคำ รักงาน ผู้อำนวยการกลุ่มอำนวยการ โทร. ๐๘ ๑๐๐๐ ๐๐๐๓ กรรมการและเลขานุการ\n"
        "๒. คณะทำงานด้านอาคารสถานที่\n"
        "๒.๑ นางงาม ตรงเวลา นักวิชาการพัสดุ โทร. ๐๘ ๑๐๐๐ ๐๐๐๔ หัวหน้าคณะทำงาน\n"
        "๒.๒ นายจริง ใจดี พนักงานขับรถยนต์ โทร. ๐๘ ๑๐๐๐ ๐๐๐๕ คณะทำงาน\n"
        "๒.๓ นายเฉย สงบดี ช่างไฟฟ้า โทร. ๐๘ ๑๐๐๐ ๐๐๐๖ คณะทำงานและเลขานุการ\n"
        "ส่วนที่ ๓ กลยุทธ์ความต่อเนื่อง\n"
    )
    given = {p.id: p.given_name for p in plan.people}
    team = plan.continuity_team
    assert given[team.head.primary or ""] == "ก้อง"
    assert [given[a] for a in team.head.alternates] == ["ขาว"]
    assert given[team.coordinator.primary or ""] == "คำ"
    assert [t.name for t in team.teams] == ["คณะทำงานด้านอาคารสถานที่"]
    assert given[team.teams[0].leader.primary or ""] == "งาม"
    assert [given[m.primary or ""] for m in team.teams[0].members] == ["จริง", "เฉย"]
    assert plan.strategies == ()


def test_a_strategys_owner_may_stand_below_what_is_done_whatever_the_owners_name_sounds_like() -> None:
    plan = read(
        "8. กลยุทธ์ความต่อเนื่อง\n8.1 ด้านอาคารสถานที่\n- ใช้หอประชุมอำเภอ\nผู้รับผิดชอบ : กลุ่มงานพัสดุ\n"
        "8.2 ด้านบุคลากร\n- จัดคนแทนกัน\nผู้รับผิดชอบ : กลุ่มงานทรัพยากรบุคคล\n"
    )
    assert [(s.area, s.actions) for s in plan.strategies] == [
        ("premises", ("ใช้หอประชุมอำเภอ",)),
        ("people", ("จัดคนแทนกัน",)),
    ]
    assert all(len(s.owners) == 1 for s in plan.strategies)


def test_units_that_begin_alike_are_not_each_other() -> None:
    plan = read(
        "กระบวนงานสำคัญ\n"
        + table(
            "กระบวนงาน | หน่วยงาน | ระดับผลกระทบ | MTPD",
            "อาหารผู้ป่วย | กลุ่มงานโภชนศาสตร์ | สูง | 1 วัน",
            "เบิกจ่าย | กลุ่มงานการเงินและบัญชี | สูง | 2 วัน",
        )
        + "กลยุทธ์\nด้านอาคารสถานที่ (ผู้รับผิดชอบ : กลุ่มงานโครงสร้างพื้นฐาน)\n- ย้ายชั้น\n"
        "ด้านบุคลากร (ผู้รับผิดชอบ : กลุ่มงานการเงินฯ)\n- แทนกัน\n"
    )
    names = {u.id: u.name for u in plan.units}
    assert [[names[o] for o in s.owners] for s in plan.strategies] == [["กลุ่มงานโครงสร้างพื้นฐาน"], ["กลุ่มงานการเงินและบัญชี"]]


def test_a_phase_may_bear_its_number_before_its_span_and_begins_where_the_last_one_ended() -> None:
    plan = read(
        "แผนเผชิญเหตุและกอบกู้\n"
        + table(
            "ระยะ | ลำดับ | กิจกรรม | ผู้รับผิดชอบ",
            "ระยะที่ 1 : 0–4 ชั่วโมง (ตอบสนองฉุกเฉิน) | 1 | แจ้งเหตุ | หัวหน้าทีม",
            "ระยะที่ 2 : 4–24 ชั่วโมง (ดำเนินงานต่อเนื่อง) | 1 | เปิดที่สำรอง | หัวหน้าทีม",
            "ระยะที่ 3 : 1–7 วัน (กอบกู้) | 1 | ซ่อมแซม | หัวหน้าทีม",
            "ระยะที่ 4 : 8 วันขึ้นไป | 1 | ย้ายกลับ | หัวหน้าทีม",
        )
    )
    hours = [(p.starts.seconds // 3600, p.ends and p.ends.seconds // 3600) for p in plan.response]
    assert hours == [(0, 4), (4, 24), (24, 168), (168, None)]


def test_a_division_among_the_processes_owns_those_below_it() -> None:
    plan = read(
        "กระบวนงานสำคัญ\n"
        + table(
            "ลำดับ | กระบวนงาน | ระดับผลกระทบ | MTPD",
            "| สำนักปลัดเทศบาล | |",
            "1 | งานทะเบียนราษฎร | สูง | 1 วัน",
            "| กองคลัง | |",
            "2 | งานจัดเก็บรายได้ | ต่ำ | 3 วัน",
        )
    )
    names = {u.id: u.name for u in plan.units}
    assert [(p.name, [names[u] for u in p.units]) for p in plan.processes] == [
        ("งานทะเบียนราษฎร", ["สำนักปลัดเทศบาล"]),
        ("งานจัดเก็บรายได้", ["กองคลัง"]),
    ]


def test_the_cover_says_the_title_and_the_year_also_by_its_month() -> None:
    text = "แผนประคองกิจการ\nโรงพยาบาลทดลองอ่าน\nมีนาคม 2568\n1. หลักการ\nเมื่อปี 2554 เกิดน้ำท่วมใหญ่ในพื้นที่ของโรงพยาบาล\n"
    tail = "กระบวนงานสำคัญ\n" + table("กระบวนงาน | ระดับผลกระทบ | MTPD", "งานทะเบียน | สูง | 1 วัน", "งานคลัง | สูง | 2 วัน")
    plan = read_plan((text + tail).encode(), "plan.txt").plan
    assert (plan.title, plan.year) == ("แผนประคองกิจการ", 2568)


def test_lines_that_a_tab_moves_in_are_lines_and_no_table() -> None:
    plan = read(
        "ส่วนที่ ๒ คณะบริหารความต่อเนื่อง\n๒.๑ คณะบริหารความต่อเนื่อง\nหัวหน้าคณะบริหารความต่อเนื่อง\n"
        "\tผู้ดำรงตำแหน่งหลัก : นายก้อง ดีมาก  นายกเทศมนตรี  โทรศัพท์ ๐๘๑-๐๐๐-๐๐๐๑\n"
        "\tผู้ปฏิบัติหน้าที่แทน : นางขาว ใจเย็น  รองนายกเทศมนตรี  โทรศัพท์ ๐๘๑-๐๐๐-๐๐๐๒\n"
        "๒.๒ ทีมการคลังและพัสดุ (กองคลัง)\n"
        "\tหัวหน้าทีม : นางคำ รักงาน  ผู้อำนวยการกองคลัง  โทรศัพท์ ๐๘๑-๐๐๐-๐๐๐๓\n"
        "\tสมาชิกทีม\n\t(๑)\tนายงาม ตรงเวลา  เจ้าพนักงานพัสดุ  โทรศัพท์ ๐๘๑-๐๐๐-๐๐๐๔\n"
        "ส่วนที่ ๕ กลยุทธ์ความต่อเนื่อง\n๕.๑ ด้านอาคาร/สถานที่\n\t-\tใช้โรงเรียนเทศบาล\n\tหน่วยงานรับผิดชอบ : กองคลัง\n"
        "๕.๒ ด้านบุคลากร\n\t-\tจัดคนแทนกัน\n\tหน่วยงานรับผิดชอบ : กองคลัง\n"
    )
    given = {p.id: p.given_name for p in plan.people}
    team = plan.continuity_team
    assert (given[team.head.primary or ""], [given[a] for a in team.head.alternates]) == ("ก้อง", ["ขาว"])
    assert [(t.name, given[t.leader.primary or ""]) for t in team.teams] == [("ทีมการคลังและพัสดุ", "คำ")]
    assert [given[m.primary or ""] for m in team.teams[0].members] == ["งาม"]
    assert [(s.area, s.actions, len(s.owners)) for s in plan.strategies] == [
        ("premises", ("ใช้โรงเรียนเทศบาล",), 1),
        ("people", ("จัดคนแทนกัน",), 1),
    ]


def test_a_post_in_brackets_behind_a_place_does_not_hide_it() -> None:
    plan = read(
        "โครงสร้างทีมงาน\n"
        + table(
            "ตำแหน่งในทีม | ชื่อ-สกุล | โทรศัพท์",
            "หัวหน้าทีมงานแผนความต่อเนื่อง (ขนส่งจังหวัด) | นายก้อง ดีมาก | 081-000-0001",
            "ผู้ประสานงาน | นางคำ รักงาน | 081-000-0002",
        )
    )
    assert plan.continuity_team.head.primary == plan.people[0].id


def test_a_number_a_tab_and_words_are_a_heading_as_automatic_numbers_are_written_out() -> None:
    plan = read(
        "4.\tระบบบัญชาการเหตุการณ์\n\tผู้บัญชาการเหตุการณ์ : นายก้อง ดีมาก โทร. 081-000-0001\n"
        "\tผู้ปฏิบัติแทนผู้บัญชาการเหตุการณ์ : นางคำ รักงาน โทร. 081-000-0002\n"
        "\tผู้ประสานงาน : นายงาม ตรงเวลา โทร. 081-000-0003\n"
        "5.\tวัตถุประสงค์\n1)\tเพื่อทดลอง\n2)\tเพื่ออ่าน\n"
    )
    given = {p.id: p.given_name for p in plan.people}
    head = plan.continuity_team.head
    assert (given[head.primary or ""], [given[a] for a in head.alternates]) == ("ก้อง", ["คำ"])
    assert plan.purposes == ("เพื่อทดลอง", "เพื่ออ่าน")


def test_a_table_of_needs_may_be_of_the_area_that_its_caption_names() -> None:
    plan = read(
        "กระบวนงานสำคัญ\n"
        + table("กระบวนงาน | ระดับผลกระทบ | MTPD", "งานรับคำขอ | สูง | 1 วัน", "งานคัดสำเนา | ต่ำ | 3 วัน")
        + "ทรัพยากรขั้นต่ำ\nตารางที่ 1 ด้านวัสดุอุปกรณ์\n"
        + table("กระบวนงาน | รายการ | จำนวน", "งานรับคำขอ | โน้ตบุ๊ก | 2 เครื่อง", "งานคัดสำเนา | เครื่องพิมพ์ | 1 เครื่อง")
    )
    first = plan.processes[0].requirements
    assert [(r.name, r.quantity) for r in first.equipment] == [("โน้ตบุ๊ก", 2)]


def test_a_box_of_a_chart_says_place_name_post_and_number_below_one_another() -> None:
    plan = read(
        "ผังทีมบริหารความต่อเนื่อง\nหัวหน้าคณะบริหารความต่อเนื่อง\nนายก้อง ดีมาก\nเกษตรจังหวัด\n081-000-0001\n"
        "ผู้ทำหน้าที่แทน\nนางคำ รักงาน\nหัวหน้ากลุ่มยุทธศาสตร์\n081-000-0002\n"
        "ทีมอำนวยการ\n(ฝ่ายบริหารทั่วไป)\nหัวหน้าทีม\nนางคำ รักงาน\n081-000-0002\n"
        "ผู้ทำหน้าที่แทน\nนายงาม ตรงเวลา\n081-000-0003\nสมาชิก\nนายจริง ใจดี 081-000-0004\n"
    )
    given = {p.id: p.given_name for p in plan.people}
    team = plan.continuity_team
    assert (given[team.head.primary or ""], [given[a] for a in team.head.alternates]) == ("ก้อง", ["คำ"])
    (one,) = team.teams
    assert (one.name, given[one.leader.primary or ""]) == ("ทีมอำนวยการ", "คำ")
    assert [given[a] for a in one.leader.alternates] == ["งาม"]
    assert [given[m.primary or ""] for m in one.members] == ["จริง"]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("4 - 24 ชั่วโมง : ย้ายไปทำงานที่สำรอง", (4, 24)),
        ("ช่วงที่สอง วันที่ 2 – 7", (24, 168)),
        ("ช่วงที่สาม ตั้งแต่วันที่ 8", (168, None)),
        ("ระยะฟื้นคืน (ตั้งแต่วันที่ ๘ เป็นต้นไป)", (168, None)),
        ("4 - 24 ชั่วโมง ให้ทุกคนมา", None),
    ],
)
def test_phases_in_other_words(text: str, hours: tuple[int, int | None] | None) -> None:
    assert phase_hours(text) == hours
