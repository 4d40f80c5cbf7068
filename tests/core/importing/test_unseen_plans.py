"""What plans had that the reader met for the first time: each in a small invented plan of other words."""

from phrom.core.importing import read_plan
from tests.core.importing.excel_fixture import sheet_of
from tests.core.importing.test_variations import BIA, TITLE, only_process, plan_of


def test_a_place_called_only_head_leads_the_team_of_its_row() -> None:
    plan = plan_of(
        f"{TITLE}คณะบริหารความต่อเนื่อง\nชุด\tหน้าที่\tชื่อ-สกุล\nชุดที่ 1\tหัวหน้า\tนายก้อง ดีมาก\n\tหัวหน้า (สำรอง)\tนางแก้ว ใจดี\n"
        "\tสมาชิก\tนายชาติ กล้าหาญ\nชุดที่ 2\tหัวหน้า\tนายดำ สนิท\n"
    )
    names = {p.id: p.given_name for p in plan.people}
    first, second = plan.continuity_team.teams
    assert [names[first.leader.primary or ""], *(names[a] for a in first.leader.alternates)] == ["ก้อง", "แก้ว"]
    assert [names[m.primary or ""] for m in first.members] == ["ชาติ"]
    assert names[second.leader.primary or ""] == "ดำ"


def test_a_column_headed_by_the_box_that_is_to_be_ticked_hides_no_headings() -> None:
    plan = plan_of(
        f"{TITLE}ขั้นตอนตามห้วงเวลา\nระยะเร่งด่วน (0 - 24 ชั่วโมง)\n☐\tกิจกรรม\tผู้รับผิดชอบ\n☐\tแจ้งทุกคน\tผู้ประสานงาน\n"
        "☐\tเปิดสถานที่สำรอง\tหัวหน้าคณะฯ\n\nระยะต่อเนื่อง (วันที่ 2 – 14)\n☐\tกิจกรรม\tผู้รับผิดชอบ\n☐\tซ่อมอาคาร\tหัวหน้าคณะฯ\n"
        "☐\tรายงานผล\tผู้ประสานงาน\n"
    )
    assert [(str(p.starts), [s.text for s in p.steps]) for p in plan.response] == [
        ("PT0H", ["แจ้งทุกคน", "เปิดสถานที่สำรอง"]),
        ("PT24H", ["ซ่อมอาคาร", "รายงานผล"]),
    ]


def test_a_checklist_by_time_behind_the_cases_is_no_stage_of_the_last_case() -> None:
    plan = plan_of(
        f"{TITLE}วิธีปฏิบัติเมื่อเกิดภัย\n1 กรณีเกิดอัคคีภัย\n1.1 ระยะก่อนเกิดภัย\n1.1.1 ตรวจถังดับเพลิง\n2 กรณีเกิดสารเคมีรั่วไหล\n"
        "2.1 ระยะเกิดภัย\n2.1.1 กั้นบริเวณ\n2.1.2 ใช้ชุดจัดการสารเคมีหกรั่วไหล\nรายการตรวจสอบ (Checklist)\n"
        "ระยะเร่งด่วน (0 – 24 ชั่วโมง)\nกิจกรรม\tผู้รับผิดชอบ\nแจ้งทุกคน\tผู้ประสานงาน\nเปิดสถานที่สำรอง\tหัวหน้าคณะฯ\n"
    )
    assert [[s.text for s in (*c.onset, *c.crisis, *c.recovery)] for c in plan.scenarios] == [
        ["ตรวจถังดับเพลิง"],
        ["กั้นบริเวณ", "ใช้ชุดจัดการสารเคมีหกรั่วไหล"],
    ]
    assert [len(p.steps) for p in plan.response] == [2]


def test_a_list_of_contacts_behind_the_cases_is_no_procedure() -> None:
    plan = plan_of(
        f"{TITLE}แผนเผชิญเหตุ\nกรณีน้ำท่วม\nก่อนเกิดเหตุ\tขณะเกิดเหตุ\tหลังเกิดเหตุ\nยกเอกสาร\tย้ายคน\tล้างอาคาร\n\n"
        "รายชื่อและเบอร์ไว้โทรหา\nชื่อ-สกุล\tโทรศัพท์\nนายก้อง ดีมาก\t081 000 0001\nนางแก้ว ใจดี\t081 000 0002\n"
    )
    assert [[s.text for s in c.recovery] for c in plan.scenarios] == [["ล้างอาคาร"]]
    assert [len(p.phones) for p in plan.people] == [1, 1]


def test_an_unknown_word_among_merged_headings_leaves_the_matrix_a_matrix() -> None:
    plan = plan_of(
        f"{TITLE}การประเมินความเสี่ยง\n\tที่\n\tภัย\n\tดัชนี\n\tผลกระทบต่อทรัพยากร\n\n\t\n\t\n\t\n\tสถานที่\n\tวัสดุอุปกรณ์\n\tเทคโนโลยี\n\tบุคลากร\n\tคู่ค้า\n\n"
        "\t1\n\tไฟฟ้าดับ\n\t4\n\tX\n\tX\n\t-\n\tX\n\tX\n\n\t2\n\tน้ำท่วม\n\t2\n\t-\n\tX\n\tX\n\t-\n\t-\n"
    )
    assert [t.name for t in plan.threats] == ["ไฟฟ้าดับ", "น้ำท่วม"]
    assert [(i.area, i.affected) for i in plan.impacts if i.threat == plan.threats[1].id] == [
        ("premises", False),
        ("equipment", True),
        ("technology", True),
        ("people", False),
        ("suppliers", False),
    ]


def test_the_foot_of_a_page_ends_a_cell_whose_blank_line_it_ate() -> None:
    plan = plan_of(
        f"{TITLE}ขั้นตอนการตอบสนอง\n6.1 ชั่วโมงที่ 0 - 6\n\tขั้นตอน\n\tผู้รับผิดชอบ\n\tแล้วเสร็จ\n\n\tแจ้งทุกคน\n\tผู้ประสานงาน\n\t\n\n"
        "\tแถลงข่าว\n\tผู้ประสานงาน\n             - 7 -\n"
        "6.2 ชั่วโมงที่ 6 - 24\n\tขั้นตอน\n\tผู้รับผิดชอบ\n\tแล้วเสร็จ\n\n\tย้ายที่ทำการ\n\tหัวหน้าคณะ\n\t\n"
    )
    assert [(str(p.starts), [s.text for s in p.steps]) for p in plan.response] == [
        ("PT0H", ["แจ้งทุกคน", "แถลงข่าว"]),
        ("PT6H", ["ย้ายที่ทำการ"]),
    ]


def test_a_part_of_a_team_that_has_a_head_of_its_own_is_no_team() -> None:
    plan = plan_of(
        f"{TITLE}ศูนย์บัญชาการเหตุการณ์\nตำแหน่งใน ICS\tชื่อ-สกุล\tโทรศัพท์\nผู้บัญชาการเหตุการณ์\tนายก้อง ดีมาก\t081 000 0001\n"
        "หัวหน้าส่วนปฏิบัติการ\tนางแก้ว ใจดี\t081 000 0002\n\n2.1 กำลังพล\nส่วนปฏิบัติการ (กลุ่มลานจอดสมมุติ)\n"
        "ชื่อ-สกุล\tหน้าที่\tโทร.\nนายชาติ กล้าหาญ\tหัวหน้าชุดดับเพลิง\t081 000 0003\nนายดำ สนิท\tชุดดับเพลิง\t081 000 0004\n"
    )
    assert [(t.name, len(t.members)) for t in plan.continuity_team.teams] == [("ส่วนปฏิบัติการ", 2)]


def test_needs_told_by_the_number_of_the_work_and_by_partners_outside() -> None:
    process = only_process(
        f"{BIA}งาน\tผู้รับผิดชอบ\tMTPD\nรับคำร้อง\tฝ่ายทะเบียนสมมุติ\t1 วัน\n\nทรัพยากรขั้นต่ำของแต่ละงาน\n"
        "งานที่\tพื้นที่ทำงาน (ที่นั่ง)\tเครื่องมือเครื่องใช้\tระบบสารสนเทศ\tกำลังคน\tหน่วยงานภายนอก\n"
        "1\t4\tตราประทับ 1 ชุด\tระบบสำนวน\t4 คน\tเรือนจำ\n"
    )
    needs = process.requirements
    assert [needs.premises[0].quantity, needs.equipment[0].name, needs.suppliers[0].name] == [4, "ตราประทับ", "เรือนจำ"]


def test_a_time_in_two_columns_of_a_sheet_is_one_time() -> None:
    data = sheet_of(
        ("ภารกิจ", "หน่วยที่รับผิดชอบ", "ผลกระทบ", "MTPD", None, "RTO", None),
        (None, None, None, "จำนวน", "หน่วย", "จำนวน", "หน่วย"),
        ("กู้ภัยสมมุติ", "สถานีไฟป่าสมมุติ", "สูง", 2, "ชั่วโมง", 30, "นาที"),
        ("เก็บค่าบริการ", "ฝ่ายเงินสมมุติ", "ต่ำ", 3, "วัน", 2, "วัน"),
    )
    result = read_plan(data, "plan.xlsx")
    assert [(str(p.mtpd), str(p.rto), len(p.units)) for p in result.plan.processes] == [
        ("PT2H", "PT30M", 1),
        ("P3D", "P2D", 1),
    ]
    assert not [line for line in result.report.unplaced if line.text in ("ชั่วโมง", "วัน", "นาที")]


def test_a_person_among_the_numbers_of_other_offices_gets_the_number() -> None:
    data = sheet_of(
        ("แผนบริหารความต่อเนื่อง",),
        (None,),
        ("หน่วยงานภายนอก", "โทรศัพท์"),
        ("โรงพยาบาลสมมุติ", "02-000-4450"),
        ("นายก้อง ดีมาก (หัวหน้า)", "081-000-0009"),
        (None,),
        ("งาน", "ผู้รับผิดชอบ", "MTPD"),
        ("รับคำร้อง", "ฝ่ายทะเบียนสมมุติ", "1 วัน"),
    )
    plan = read_plan(data, "plan.xlsx").plan
    assert [(s.name, s.phones) for s in plan.suppliers] == [("โรงพยาบาลสมมุติ", ("+6620004450",))]
    assert [(p.given_name, p.phones) for p in plan.people] == [("ก้อง", ("+66810000009",))]


def test_a_label_above_the_headings_of_a_sheet_names_the_phase_or_the_team_of_its_table() -> None:
    data = sheet_of(
        ("แผนบริหารความต่อเนื่อง",),
        (None,),
        ("คณะบริหารความต่อเนื่อง",),
        (None,),
        ("ทีมบริหารความต่อเนื่อง 1 :",),
        ("ฝ่ายทะเบียนสมมุติ",),
        ("ชื่อ-สกุล", "บทบาท", "โทรศัพท์"),
        ("นายก้อง ดีมาก", "หัวหน้าทีม", "081 000 0001"),
        (None,),
        ("ทีมบริหารความต่อเนื่อง 2 :",),
        ("ฝ่ายคลังสมมุติ",),
        ("ชื่อ-สกุล", "บทบาท", "โทรศัพท์"),
        ("นางแก้ว ใจดี", "หัวหน้าทีม", "081 000 0002"),
        ("นายดำ สนิท", "ทีมงาน", "081 000 0003"),
        (None,),
        ("ขั้นตอนปฏิบัติ",),
        (None,),
        ("ระยะ 0 - 6 ชั่วโมง",),
        ("กิจกรรม", "ผู้รับผิดชอบ"),
        ("แจ้งทุกคน", "หัวหน้าทีม"),
        (None,),
        ("ระยะหลัง 6 ชั่วโมง",),
        ("กิจกรรม", "ผู้รับผิดชอบ"),
        ("ซ่อมอาคาร", "หัวหน้าทีม"),
    )
    plan = read_plan(data, "plan.xlsx").plan
    assert [(t.leader.primary, len(t.members)) for t in plan.continuity_team.teams] == [
        ("person-1", 0),
        ("person-2", 1),
    ]
    assert [(str(p.starts), len(p.steps)) for p in plan.response] == [("PT0H", 1), ("PT6H", 1)]


def test_records_of_lines_part_their_lists_and_leave_the_heading_above_them_alone() -> None:
    plan = plan_of(
        f"{TITLE}กลยุทธ์\nด้าน : สถานที่\nกลยุทธ์ : ๑) ใช้โรงเรียนสมมุติ, ๒) ใช้ศาลาสมมุติ\nหน่วยงานรับผิดชอบ : ฝ่ายทะเบียน\n\n"
        "ด้าน : บุคลากร\nกลยุทธ์ : ๑) สลับเวร\nหน่วยงานรับผิดชอบ : ฝ่ายคลัง\n\n"
        "ขั้นตอนตามห้วงเวลา\nช่วงที่ 1 : 0 - 4 ชั่วโมงแรก\nกิจกรรม : แจ้งทุกคน\nผู้รับผิดชอบ : หัวหน้าคณะ\n\n"
        "กิจกรรม : เปิดสถานที่สำรอง\nผู้รับผิดชอบ : หัวหน้าคณะ\n"
    )
    assert [(s.area, s.actions) for s in plan.strategies] == [
        ("premises", ("ใช้โรงเรียนสมมุติ", "ใช้ศาลาสมมุติ")),
        ("people", ("สลับเวร",)),
    ]
    assert [[s.text for s in p.steps] for p in plan.response] == [["แจ้งทุกคน", "เปิดสถานที่สำรอง"]]


def test_a_form_for_each_process_is_a_row_of_a_table_of_processes() -> None:
    cards = "".join(
        f"บัตรที่ {n}\t{name}\n\nงานที่รับผิดชอบ\t{unit}\tระดับผลกระทบ\t{levels}\n\nMTPD\t{time}\tRTO\t1 ชั่วโมง\n\n"
        f"สถานที่\t2 ที่นั่ง\n\nอุปกรณ์\tวิทยุสื่อสาร ๖ เครื่อง\n\nกำลังพล\t๔ นาย\tคู่ค้า\tบริษัทสมมุติ\n\nใบต่อไป\n"
        for n, name, unit, levels, time in (
            (1, "รับแจ้งเหตุสมมุติ", "งานป้องกัน", "☑ วิกฤต ☐ สูง ☐ ต่ำ", "15 นาที"),
            (2, "รับคำร้องสมมุติ", "งานสืบ", "☐ วิกฤต ☑ สูง ☐ ต่ำ", "๓ ชั่วโมง"),
        )
    ).replace("\n\n", "\n")
    plan = plan_of(f"{BIA}{cards}")
    assert [(p.name, p.impact, str(p.mtpd), str(p.rto)) for p in plan.processes] == [
        ("รับแจ้งเหตุสมมุติ", "critical", "PT15M", "PT1H"),
        ("รับคำร้องสมมุติ", "high", "PT3H", "PT1H"),
    ]
    assert [(r.name, r.quantity) for r in plan.processes[0].requirements.equipment] == [("วิทยุสื่อสาร", 6)]


def test_two_ticked_words_in_one_cell_are_asked_about() -> None:
    process = only_process(f"{BIA}งาน\tระดับผลกระทบ\tMTPD\nรับคำร้อง\t☑ วิกฤต ☑ สูง ☐ ต่ำ\t1 วัน\n")
    assert process.impact is None


def test_rank_name_and_family_name_in_three_columns_are_one_person() -> None:
    plan = plan_of(
        f"{TITLE}คณะบริหารความต่อเนื่อง\nทีมที่ ๑ งานป้องกัน\nลำดับ\tยศ\tชื่อ\tสกุล\tทำหน้าที่\tโทรศัพท์\n"
        "1\tพ.ต.ท.\tวีรชัย\tตั้งตรง\tหัวหน้าทีม\t081 555 4502\n2\tร.ต.อ.\tณรงค์\tสายตรวจ\tทีมงาน\t081 555 4506\n"
    )
    assert [(p.title, p.given_name, p.family_name) for p in plan.people] == [
        ("พ.ต.ท.", "วีรชัย", "ตั้งตรง"),
        ("ร.ต.อ.", "ณรงค์", "สายตรวจ"),
    ]
    assert [len(t.members) for t in plan.continuity_team.teams] == [1]


def test_cases_without_a_heading_of_their_own_end_the_checklist_and_stages_may_stand_between_dashes() -> None:
    plan = plan_of(
        f"{TITLE}ขั้นตอนตามห้วงเวลา\nระยะเฉียบพลัน (๐ - ๒๔ ชั่วโมง)\n1. แจ้งทุกคน (ผู้ประสานงาน)\n2. ย้ายศูนย์ (หัวหน้าคณะ)\n"
        "ระยะฟื้นฟู (สัปดาห์ที่ ๒ เป็นต้นไป)\n1. สรุปบทเรียน (หัวหน้าคณะ)\nกรณีที่ 1 อุทกภัย\n- เริ่มเกิดเหตุ -\n• ติดตามระดับน้ำ\n"
        "- กลับสู่สภาวะปกติ -\n• ล้างอาคาร\n"
    )
    assert [(str(p.starts), len(p.steps)) for p in plan.response] == [("PT0H", 2), ("PT168H", 1)]
    assert [(len(c.onset), len(c.recovery)) for c in plan.scenarios] == [(1, 1)]


def test_a_step_ticked_below_several_phases_is_done_in_each() -> None:
    data = sheet_of(
        ("แผนบริหารความต่อเนื่อง",),
        (None,),
        ("ตารางการปฏิบัติตามห้วงเวลา",),
        (None,),
        ("กิจกรรม", "ผู้ปฏิบัติ", "ห้วงเวลา", None, None),
        (None, None, "วันที่ 1", "วันที่ 2-7", "วันที่ 8 เป็นต้นไป"),
        ("แจ้งทุกคน", "ผู้ประสานงาน", "✓", None, None),
        ("จดบันทึก", "ผู้ประสานงาน", "✓", "✓", None),
        ("สรุปผล", "หัวหน้าคณะ", None, None, "✓"),
    )
    plan = read_plan(data, "plan.xlsx").plan
    assert [[s.text for s in p.steps] for p in plan.response] == [["แจ้งทุกคน", "จดบันทึก"], ["จดบันทึก"], ["สรุปผล"]]


def test_needs_with_the_processes_as_headings_and_groups_that_are_no_processes() -> None:
    plan = plan_of(
        f"{BIA}กระบวนงาน\tผู้ดูแล\tระดับ\tหยุดได้นาน\tต้องกลับมาภายใน\n2.1 งานทะเบียน\t\t\t\t\n"
        "2.1.1 ออกบัตรประชาชน\tฝ่ายทะเบียน\t4\t4 ชม.\t3 ชม.\n2.1.2 แจ้งย้ายที่อยู่\tฝ่ายทะเบียน\t5\t2 ชม.\t1 ชม.\n\n"
        "3) สิ่งที่ต้องใช้\nสิ่งที่ต้องใช้\tออกบัตรประชาชน\tแจ้งย้ายที่อยู่\nสถานที่ (คน)\t4\t2\nอุปกรณ์\tกล้อง 1 ชุด\tเครื่องพิมพ์ 1 เครื่อง\n"
    )
    assert [(p.name, str(p.rto)) for p in plan.processes] == [("ออกบัตรประชาชน", "PT3H"), ("แจ้งย้ายที่อยู่", "PT1H")]
    assert [(p.requirements.premises[0].quantity, p.requirements.equipment[0].name) for p in plan.processes] == [
        (4, "กล้อง"),
        (2, "เครื่องพิมพ์"),
    ]
