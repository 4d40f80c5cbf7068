# ruff: noqa: E501 - a table in a plan is a line here
"""Tables and lists under headings that no plan is known to use are told by what stands in their cells."""

import pytest

from phrom.core.importing import read_plan
from phrom.core.plan.document import Plan, Role
from tests.core.importing.test_layouts import assert_account_sums
from tests.core.importing.test_variations import TITLE, plan_of

AREAS = ("premises", "equipment", "technology", "people", "suppliers")


def struck(plan: Plan) -> dict[str, list[str]]:
    return {t.name: [i.area for i in plan.impacts if i.threat == t.id and i.affected] for t in plan.threats}


def work(plan: Plan) -> list[tuple[str, list[str], str | None, str, str]]:
    units = {u.id: u.name for u in plan.units}
    return [
        (p.name, [units[u] for u in p.units], p.impact, str(p.mtpd or ""), str(p.rto or "")) for p in plan.processes
    ]


WORK = [("ออกใบอนุญาต", ["ฝ่ายทะเบียน"], "high", "P1D", "PT4H"), ("เก็บเอกสาร", ["ฝ่ายคลัง"], "low", "P7D", "P3D")]


@pytest.mark.parametrize(
    "table",
    [
        "ชื่อบริการ\tส่วนที่ดูแล\tเสียหายเพียงไร\tทนได้ไม่เกิน\tเป้าหมายคืนบริการ\n"
        "ออกใบอนุญาต\tฝ่ายทะเบียน\tสูง\t1 วัน\t4 ชั่วโมง\nเก็บเอกสาร\tฝ่ายคลัง\tต่ำ\t7 วัน\t3 วัน\n",
        "ลำดับความเร่งด่วน\tชื่อบริการ\tส่วนที่ดูแล\tเสียหายเพียงไร\tทนได้ไม่เกิน\tเป้าหมายคืนบริการ\n"
        "1\tออกใบอนุญาต\tฝ่ายทะเบียน\tสูง\t1 วัน\t4 ชั่วโมง\n2\tเก็บเอกสาร\tฝ่ายคลัง\tต่ำ\t7 วัน\t3 วัน\n",
        "เรื่อง\tออกใบอนุญาต\tเก็บเอกสาร\nหน่วยงานเจ้าของ\tฝ่ายทะเบียน\tฝ่ายคลัง\nระดับผลกระทบ\tสูง\tต่ำ\nMTPD\t1 วัน\t7 วัน\nRTO\t4 ชั่วโมง\t3 วัน\n",
        "รหัส\tกระบวนงาน\tหน่วยงาน\tคะแนนผลกระทบ (ระดับ)\tMTPD (ชม.)\tRTO (ชม.)\n"
        "A1\tออกใบอนุญาต\tฝ่ายทะเบียน\tสูง\t24\t4\nA2\tเก็บเอกสาร\tฝ่ายคลัง\tต่ำ\t168\t72\n",
        "ลำดับ\tกระบวนการ / หน่วยงาน\tผลกระทบ\tMTPD\tRTO\n"
        "1\tออกใบอนุญาต (ฝ่ายทะเบียน)\tสูง\t1 วัน\t4 ชั่วโมง\n2\tเก็บเอกสาร (ฝ่ายคลัง)\tต่ำ\t7 วัน\t3 วัน\n",
        "รหัส\tกระบวนงาน\tหน่วยงานรับผิดชอบ\nA1\tออกใบอนุญาต\tฝ่ายทะเบียน\nA2\tเก็บเอกสาร\tฝ่ายคลัง\n\n"
        "รหัส\tระดับผลกระทบ\tMTPD\tRTO\nA1\tสูง\t1 วัน\t4 ชั่วโมง\nA2\tต่ำ\t7 วัน\t3 วัน\n",
        "1. ออกใบอนุญาต รับผิดชอบโดยฝ่ายทะเบียน มีผลกระทบระดับสูง หยุดได้ไม่เกิน 1 วัน ต้องกลับมาให้บริการภายใน 4 ชั่วโมง\n"
        "2. เก็บเอกสาร รับผิดชอบโดยฝ่ายคลัง มีผลกระทบระดับต่ำ หยุดได้ไม่เกิน 7 วัน ต้องกลับมาให้บริการภายใน 3 วัน\n",
        "1) ออกใบอนุญาต (ฝ่ายทะเบียน) – สูง – MTPD 1 วัน / RTO 4 ชั่วโมง\n2) เก็บเอกสาร (ฝ่ายคลัง) – ต่ำ – MTPD 7 วัน / RTO 3 วัน\n",
        "งานที่ ๑  ออกใบอนุญาต\n   เจ้าของงาน        ฝ่ายทะเบียน\n   ความรุนแรง      สูง\n   หยุดได้ไม่เกิน       1 วัน\n   RTO          4 ชั่วโมง\n\n"
        "งานที่ ๒  เก็บเอกสาร\n   เจ้าของงาน        ฝ่ายคลัง\n   ความรุนแรง      ต่ำ\n   หยุดได้ไม่เกิน       7 วัน\n   RTO          3 วัน\n",
    ],
    ids=["unknown", "counted", "on-its-side", "figures", "unit-behind", "by-code", "sentences", "short", "gaps"],
)
def test_work_is_told_by_times_levels_and_units(table: str) -> None:
    plan = plan_of(f"{TITLE}งานอะไรหยุดไม่ได้บ้าง\n{table}\n")
    same = [
        ("P1D" if m == "PT24H" else "P7D" if m == "PT168H" else m, "P3D" if r == "PT72H" else r)
        for *_, m, r in work(plan)
    ]
    assert [(*one[:3], *times) for one, times in zip(work(plan), same, strict=True)] == WORK


def test_a_column_told_by_its_cells_is_to_be_checked() -> None:
    text = f"{TITLE}งานสำคัญ\nสิ่งที่เราทำ\tคนดูแล\tเสียหายเพียงไร\tเว้นได้นาน\nจ่ายน้ำ\tกองช่าง\tสูง\t6 ชั่วโมง\nเก็บขยะ\tกองคลัง\tต่ำ\t7 วัน\n"
    result = read_plan(text.encode(), "plan.txt")
    names = [r for r in result.report.readings if r.path.endswith("/name") and r.path.startswith("processes/")]
    assert [r.text for r in names] == ["จ่ายน้ำ", "เก็บขยะ"]
    assert all(r.reason is not None and r.confidence < 1 for r in names)
    assert_account_sums(result.report)


FLOOD, SICK = ["premises", "equipment"], ["people"]


@pytest.mark.parametrize(
    "table",
    [
        "เรื่องร้าย\tตึก\tของใช้ในการทำงาน\tระบบคอมพิวเตอร์\tคนทำงาน\tใครช่วย\nน้ำท่วม\t/\t/\t-\t-\t-\nโรคระบาด\t-\t-\t-\t/\t-\n",
        "ภัย\tโอกาส (1-5)\tสถานที่\tอุปกรณ์\tไอที\tคน\tคู่ค้า\nน้ำท่วม\t3\tX\tX\t-\t-\t-\nโรคระบาด\t2\t-\t-\t-\tX\t-\n",
        "ประเภทของภัย\tอาคาร\tวัสดุอุปกรณ์\tเทคโนโลยี\tบุคลากร\tผู้เกี่ยวข้องภายนอก\nน้ำท่วม\tสูง\tสูง\tไม่มี\tไม่มี\tไม่มี\nโรคระบาด\tไม่มี\tไม่มี\tไม่มี\tสูง\tไม่มี\n",
        "ลำดับ\tภัยคุกคาม\tทรัพยากรที่ได้รับผลกระทบ\n1\tน้ำท่วม\tอาคาร, วัสดุอุปกรณ์\n2\tโรคระบาด\tบุคลากร\n",
        "(๑)  น้ำท่วม  กระทบอาคารสถานที่ วัสดุอุปกรณ์   ไม่กระทบบุคลากร\n(๒)  โรคระบาด  กระทบบุคลากร   ไม่กระทบอาคารสถานที่\n",
        "• น้ำท่วม – ตึก / ของใช้\n• โรคระบาด – บุคลากร\n",
    ],
    ids=["plain-words", "scored", "levels", "in-words", "sentences", "dashes"],
)
def test_threats_are_told_by_marks_and_areas(table: str) -> None:
    assert struck(plan_of(f"{TITLE}เรื่องที่เรากลัว\n{table}\n")) == {"น้ำท่วม": FLOOD, "โรคระบาด": SICK}


def test_every_column_of_marks_beside_threats_is_a_threat() -> None:
    plan = plan_of(
        f"{TITLE}ผลกระทบของภัย\nทรัพยากร\tน้ำท่วม\tไฟไหม้\tช้างบุกรุก\nอาคาร\tมี\tมี\tมี\nอุปกรณ์\tมี\tไม่มี\tไม่มี\nบุคลากร\tไม่มี\tมี\tมี\n"
    )
    assert struck(plan) == {"น้ำท่วม": FLOOD, "ไฟไหม้": ["premises", "people"], "ช้างบุกรุก": ["premises", "people"]}


NEEDS = [("คน 3", "โน้ตบุ๊ก 2"), ("คน 1", "โทรศัพท์ 1")]


@pytest.mark.parametrize(
    "table",
    [
        "งาน\tที่นั่งทำงาน\tเครื่องไม้เครื่องมือ\tโปรแกรม\tคนอย่างน้อย\tคนนอกที่ต้องพึ่ง\n"
        "ออกใบอนุญาต\t2 ที่\tโน้ตบุ๊ก 2 เครื่อง\tระบบทะเบียน\t3 คน\tธนาคาร\nเก็บเอกสาร\t1 ที่\tโทรศัพท์ 1 เครื่อง\tระบบสแกน\t1 คน\tบริษัทขนส่ง\n",
        "งานที่ 1 : ออกใบอนุญาต\nทรัพยากร\tที่ต้องการ\nบุคลากร\t3 คน\nอุปกรณ์\tโน้ตบุ๊ก 2 เครื่อง\nคู่ค้า\tธนาคาร\n\n"
        "งานที่ 2 : เก็บเอกสาร\nทรัพยากร\tที่ต้องการ\nบุคลากร\t1 คน\nอุปกรณ์\tโทรศัพท์ 1 เครื่อง\nคู่ค้า\tบริษัทขนส่ง\n\n",
    ],
    ids=["plain-words", "a-table-each"],
)
def test_needs_are_told_by_areas(table: str) -> None:
    plan = plan_of(f"{TITLE}ของที่ต้องมี\n{table}\n")
    assert [(p.name, p.requirements.people[0].quantity, p.requirements.equipment[0].name, p.requirements.suppliers[0].name)
            for p in plan.processes] == [("ออกใบอนุญาต", 3, "โน้ตบุ๊ก", "ธนาคาร"), ("เก็บเอกสาร", 1, "โทรศัพท์", "บริษัทขนส่ง")]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        "ขาดอะไร\tเราจะทำอย่างนี้\tคนจัดการ\nตึก\tย้ายไปหอประชุม\tฝ่ายคลัง\nของใช้\tยืมจากสาขา\tฝ่ายคลัง\nคน\tเรียกคนกลับ\tฝ่ายทะเบียน\n",
        "อาคาร\tวัสดุอุปกรณ์\tบุคลากร\nย้ายไปหอประชุม\tยืมจากสาขา\tเรียกคนกลับ\nฝ่ายคลัง\tฝ่ายคลัง\tฝ่ายทะเบียน\n",
        "กลยุทธ์ด้านอาคาร (ฝ่ายคลัง)\n(1) ย้ายไปหอประชุม\nกลยุทธ์ด้านวัสดุอุปกรณ์ (ฝ่ายคลัง)\n(1) ยืมจากสาขา\nกลยุทธ์ด้านบุคลากร (ฝ่ายทะเบียน)\n(1) เรียกคนกลับ\n",
        "หมวด ๖  ทางเลือกเมื่อทรัพยากรเสียหาย\nข้อ ๑  ด้านอาคาร  (ฝ่ายคลังรับผิดชอบ)\n(๑)  ย้ายไปหอประชุม\nข้อ ๒  ด้านวัสดุอุปกรณ์  (ฝ่ายคลังรับผิดชอบ)\n"
        "(๑)  ยืมจากสาขา\nข้อ ๓  ด้านบุคลากร  (ฝ่ายทะเบียนรับผิดชอบ)\n(๑)  เรียกคนกลับ\n",
    ],
    ids=["plain-words", "areas-across", "a-heading-each", "clauses"],
)
def test_strategies_are_told_by_areas(table: str) -> None:
    plan = plan_of(f"{TITLE}ถ้าขาดแคลนจะทำอย่างไร\n{table}\n")
    assert [(s.area, list(s.actions)) for s in plan.strategies] == [
        ("premises", ["ย้ายไปหอประชุม"]),
        ("equipment", ["ยืมจากสาขา"]),
        ("people", ["เรียกคนกลับ"]),
    ]


def holder(plan: Plan, role: Role) -> tuple[str, list[str]]:
    names = {p.id: p.given_name for p in plan.people}
    return names.get(role.primary or "", ""), [names[a] for a in role.alternates]


@pytest.mark.parametrize(
    "table",
    [
        "หน้าที่\tคนทำ\tเบอร์\tถ้าไม่อยู่ให้ติดต่อ\tเบอร์ของคนสำรอง\n"
        "หัวหน้าคณะบริหารความต่อเนื่อง\tนายก้อง ดีมาก\t081-000-0001\tนางแก้ว ใจดี\t081-000-0002\n"
        "หัวหน้าทีมกู้ภัย\tนายขาว สะอาด\t081-000-0003\tนายคม กล้า\t081-000-0004\n\nทีมกู้ภัย\nชื่อ-สกุล\tโทรศัพท์\nนายชม งาม\t081-000-0005\n",
        "ลำดับ\tคำนำหน้า\tชื่อ\tสกุล\tสังกัด\tหน้าที่ตามแผน\tมือถือ\tแทนใคร\n"
        "1\tนาย\tก้อง\tดีมาก\tงานบริหาร\tหัวหน้าคณะบริหารความต่อเนื่อง\t081-000-0001\t\n2\tนาง\tแก้ว\tใจดี\tงานบริหาร\tสำรอง หัวหน้าคณะบริหารความต่อเนื่อง\t081-000-0002\t1\n"
        "3\tนาย\tขาว\tสะอาด\tงานช่าง\tหัวหน้าทีมกู้ภัย\t081-000-0003\t\n4\tนาย\tคม\tกล้า\tงานช่าง\tสำรอง หัวหน้าทีมกู้ภัย\t081-000-0004\t3\n"
        "5\tนาย\tชม\tงาม\tงานช่าง\tทีมกู้ภัย\t081-000-0005\t\n",
        "หัวหน้าคณะทำงาน นายก้อง ดีมาก 081-000-0001 (สำรอง นางแก้ว ใจดี 081-000-0002)\n"
        "ทีม\tหัวหน้าทีม\tหัวหน้าทีมสำรอง\tสมาชิกทีม\nทีมกู้ภัย\tนายขาว สะอาด 081-000-0003\tนายคม กล้า 081-000-0004\tนายชม งาม 081-000-0005\n",
    ],
    ids=["plain-words", "names-in-three-columns", "a-team-a-row"],
)
def test_people_are_told_by_names_numbers_and_places(table: str) -> None:
    plan = plan_of(f"{TITLE}ใครทำอะไร\n{table}\n")
    team = plan.continuity_team
    assert holder(plan, team.head) == ("ก้อง", ["แก้ว"])
    assert [(holder(plan, t.leader), [holder(plan, m)[0] for m in t.members]) for t in team.teams] == [
        (("ขาว", ["คม"]), ["ชม"])
    ]
    assert sorted(n for p in plan.people for n in p.phones) == [f"+6681000000{n}" for n in range(1, 6)]


def test_who_stands_in_is_told_in_a_clause_of_its_own() -> None:
    plan = plan_of(
        f"{TITLE}หมวด ๒  คณะทำงานและชุดปฏิบัติ\n(ก)  นายก้อง ดีมาก  ปลัด  โทรศัพท์ 081 000 0001    เป็นหัวหน้าคณะทำงาน\n"
        "ในกรณีไม่อาจปฏิบัติหน้าที่ ให้ นางแก้ว ใจดี  โทรศัพท์ 081 000 0002  ปฏิบัติหน้าที่แทน\n"
        "ชุด ก. ควบคุมโรค  (กลุ่มสุขภาพสัตว์)\nหัวหน้าชุด    นายขาว สะอาด  (081 000 0003)     รองหัวหน้าชุด/ผู้แทน    นายคม กล้า  (081 000 0004)\n"
        "๑) นายชม งามดี  081 000 0005   แทนโดย นายเดช แรง  081 000 0006\n"
    )
    team = plan.continuity_team
    assert holder(plan, team.head) == ("ก้อง", ["แก้ว"])
    assert [(t.name, holder(plan, t.leader), [holder(plan, m) for m in t.members]) for t in team.teams] == [
        ("ชุด ก ควบคุมโรค", ("ขาว", ["คม"]), [("ชม", ["เดช"])])
    ]


@pytest.mark.parametrize(
    "table",
    [
        "เมื่อไร\tทำอะไร\tใครทำ\nวันที่ 1\tแจ้งทุกคน\tผู้ประสานงาน\n\tตรวจอาคาร\tหัวหน้าทีม\nวันที่ 2 - 7\tเปิดที่สำรอง\tหัวหน้าทีม\n",
        "วันที่ 1\tวันที่ 2 - 7\n1. แจ้งทุกคน (ผู้ประสานงาน) 2. ตรวจอาคาร (หัวหน้าทีม)\t1. เปิดที่สำรอง (หัวหน้าทีม)\n",
        "ข้อ ๗  วันที่ ๑  ให้ดำเนินการดังนี้\n(๑)  แจ้งทุกคน  [ผู้ประสานงาน]\n(๒)  ตรวจอาคาร  [หัวหน้าทีม]\nข้อ ๘  วันที่ ๒ – ๗  ให้ดำเนินการดังนี้\n(๑)  เปิดที่สำรอง  [หัวหน้าทีม]\n",
    ],
    ids=["plain-words", "phases-across", "clauses"],
)
def test_phases_are_told_by_their_days(table: str) -> None:
    plan = plan_of(f"{TITLE}การปฏิบัติตามห้วงเวลา\n{table}\n")
    assert [(str(p.starts), [s.text for s in p.steps]) for p in plan.response] == [
        ("PT0H", ["แจ้งทุกคน", "ตรวจอาคาร"]),
        ("PT24H", ["เปิดที่สำรอง"]),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "ระยะ\tน้ำท่วม\tไฟไหม้\nก่อนเกิดเหตุ\t- ยกของ\t- ตรวจสายไฟ\nขณะเกิดเหตุ\t- ตัดไฟ\t- อพยพ\nหลังเกิดเหตุ\t- ล้างอาคาร\t- ตรวจอาคาร\n",
        "7.1 น้ำท่วม\nเมื่อเกิดเหตุ\tภาวะวิกฤต\tกลับสู่ปกติ\nยกของ\tตัดไฟ\tล้างอาคาร\n\n7.2 ไฟไหม้\nเมื่อเกิดเหตุ\tภาวะวิกฤต\tกลับสู่ปกติ\nตรวจสายไฟ\tอพยพ\tตรวจอาคาร\n",
        "1) เหตุน้ำท่วม\nระยะเตรียมการ\n1. ยกของ\nระยะเผชิญเหตุ\n1. ตัดไฟ\nระยะฟื้นฟู\n1. ล้างอาคาร\n2) เหตุไฟไหม้\nระยะเตรียมการ\n1. ตรวจสายไฟ\nระยะเผชิญเหตุ\n1. อพยพ\nระยะฟื้นฟู\n1. ตรวจอาคาร\n",
    ],
    ids=["cases-across", "heading-above-stages", "numbered"],
)
def test_cases_are_told_by_their_stages(table: str) -> None:
    plan = plan_of(f"{TITLE}การรับมือรายเหตุการณ์\n{table}\n")
    names = {t.id: t.name for t in plan.threats}
    assert [(names[s.threat], [x.text for x in (*s.onset, *s.crisis, *s.recovery)]) for s in plan.scenarios] == [
        ("น้ำท่วม", ["ยกของ", "ตัดไฟ", "ล้างอาคาร"]),
        ("ไฟไหม้", ["ตรวจสายไฟ", "อพยพ", "ตรวจอาคาร"]),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "ข้อ\tเรื่องที่ตรวจ\tครบหรือไม่\n1\tมีคำสั่งแต่งตั้ง\tมี\n2\tมีรายชื่อการติดต่อ\tมี\n3\tซ้อมแผนแล้ว\tไม่มี\n",
        "☑ มีคำสั่งแต่งตั้ง\n☑ มีรายชื่อการติดต่อ\n☐ ซ้อมแผนแล้ว\n",
    ],
    ids=["answers", "boxes"],
)
def test_the_form_is_told_by_its_answers(table: str) -> None:
    plan = plan_of(f"{TITLE}ตรวจแผนด้วยตนเอง\n{table}\n")
    assert [(c.text, c.answer) for c in plan.checklist] == [
        ("มีคำสั่งแต่งตั้ง", True),
        ("มีรายชื่อการติดต่อ", True),
        ("ซ้อมแผนแล้ว", False),
    ]


def test_a_long_gap_behind_a_label_takes_no_time() -> None:
    gap = " " * 200
    pairs = f"เจ้าของงาน{gap}ฝ่ายทะเบียน\nความรุนแรง{gap}สูง\nหยุดได้ไม่เกิน{gap}1 วัน\n"
    endless = f"สถานที่{' ' * 9000}x{' ' * 9000}\n"
    plan = plan_of(f"{TITLE}งานสำคัญ\nงานที่ 1 ออกใบอนุญาต\n{pairs}\nงานที่ 2 เก็บเอกสาร\n{pairs}\n{endless}{endless}")
    assert [(p.impact, str(p.mtpd)) for p in plan.processes] == [("high", "P1D"), ("high", "P1D")]


PHASED = f"{TITLE}สิ่งที่ต้องทำเมื่อเกิดเหตุ\nวันที่ 1 (ภายใน 24 ชั่วโมง)\n{{}}\n\nวันที่ 2 - 7\n{{}}\n"


@pytest.mark.parametrize(
    "head", ["ที่\tกาสะลอง\tผู้รับผิดชอบ", "ที่\tกิจกรรม\tบุษบา", "พิกุล\tกาสะลอง\tบุษบา", "ลำดับ\tกาสะลอง\tผู้ทำ\tเสร็จ"]
)
def test_steps_below_a_phase_are_told_although_a_heading_is_unknown(head: str) -> None:
    tick = "\t☐" * (head.count("\t") - 2)
    one = f"{head}\n1\tแจ้งทุกคนตามผังการติดต่อ\tผู้ประสานงาน{tick}\n2\tตรวจสอบความปลอดภัยของทุกคน\tหัวหน้าทีม{tick}"
    other = f"{head}\n1\tเปิดรับคำขอที่ศาลาประชาคม\tหัวหน้าทีม{tick}\n2\tรายงานผู้ว่าราชการทุกวัน\tหัวหน้าคณะ{tick}"
    plan = plan_of(PHASED.format(one, other))
    assert [[(s.text, s.responsible_text) for s in phase.steps] for phase in plan.response] == [
        [("แจ้งทุกคนตามผังการติดต่อ", "ผู้ประสานงาน"), ("ตรวจสอบความปลอดภัยของทุกคน", "หัวหน้าทีม")],
        [("เปิดรับคำขอที่ศาลาประชาคม", "หัวหน้าทีม"), ("รายงานผู้ว่าราชการทุกวัน", "หัวหน้าคณะ")],
    ]


def test_a_table_of_words_that_stands_under_no_phase_is_no_steps() -> None:
    table = "ที่\tกาสะลอง\tบุษบา\n1\tแจ้งทุกคนตามผังการติดต่อ\tผู้ประสานงาน\n2\tตรวจสอบความปลอดภัยของทุกคน\tหัวหน้าทีม\n"
    rest = "กลยุทธ์ความต่อเนื่อง\nด้านบุคลากร\n- จัดเวรสำรอง\nด้านอาคารสถานที่\n- ใช้ศาลาประชาคม\n"
    assert plan_of(f"{TITLE}{rest}นิทานก่อนนอน\n{table}\n").response == ()


@pytest.mark.parametrize(
    "head", ["กาสะลอง\tบุคลากร\tตำแหน่ง\tหน้าที่\tโทรศัพท์", "กาสะลอง\tชื่อ-สกุล\tตำแหน่ง\tหน้าที่ในทีม\tเบอร์โทร"]
)
def test_a_column_of_teams_is_told_although_its_heading_is_unknown(head: str) -> None:
    rows = (
        "ทีมที่ 1 ทะเบียน\tนายก้อง ดีมาก\tนักวิชาการ\tหัวหน้าทีม\t081 000 0001\nทีมที่ 1 ทะเบียน\tนางแก้ว ใจดี\tนิติกร\tสมาชิก\t081 000 0002\n"
        "ทีมที่ 2 คลัง\tนายขาว สะอาด\tนายช่าง\tหัวหน้าทีม\t081 000 0003\nทีมที่ 2 คลัง\tน.ส.เขียว มะลิ\tพนักงาน\tสมาชิก\t081 000 0004\n"
    )
    plan = plan_of(f"{TITLE}คณะบริหารความต่อเนื่อง\n{head}\n{rows}\n")
    names = {p.id: p.given_name for p in plan.people}
    assert [
        (names.get(t.leader.primary or ""), [names[m.primary or ""] for m in t.members])
        for t in plan.continuity_team.teams
    ] == [
        ("ก้อง", ["แก้ว"]),
        ("ขาว", ["เขียว"]),
    ]


LONG_AREAS = (
    ("premises", "อาคาร/สถานที่ปฏิบัติงานสำรอง"), ("equipment", "วัสดุอุปกรณ์ที่สำคัญ / การจัดหาจัดส่งวัสดุอุปกรณ์"),
    ("technology", "เทคโนโลยีสารสนเทศและข้อมูลที่สำคัญ"), ("people", "บุคลากรหลัก"), ("suppliers", "คู่ค้า/ผู้ให้บริการที่สำคัญ"),
)  # fmt: skip


@pytest.mark.parametrize("head", ["กาสะลอง\tกลยุทธ์", "ทรัพยากร\tบุษบา", "กาสะลอง\tบุษบา"])
def test_strategies_are_told_by_the_five_areas_beside_them(head: str) -> None:
    rows = "\n".join(f"{words}\tกำหนดให้จัดเตรียม{words}ไว้ล่วงหน้า" for _, words in LONG_AREAS)
    plan = plan_of(f"{TITLE}กลยุทธ์ความต่อเนื่อง\n{head}\n{rows}\n\n")
    assert [s.area for s in plan.strategies] == [area for area, _ in LONG_AREAS]
    assert all(len(s.actions) == 1 for s in plan.strategies)


def test_ticks_below_threats_of_any_name_are_a_matrix_where_the_five_areas_stand_beside_them() -> None:
    rows = "\n".join(f"{words}\t{'/' if n % 2 else '-'}\t/\t-" for n, (_, words) in enumerate(LONG_AREAS))
    plan = plan_of(f"{TITLE}อะไรกระทบอะไร\nทรัพยากรที่กระทบ\tฟ้าผ่าเสาส่ง\tน้ำท่วม\tการบุกรุกสถานี\n{rows}\n\n")
    assert struck(plan) == {
        "ฟ้าผ่าเสาส่ง": ["equipment", "people"],
        "น้ำท่วม": [area for area, _ in LONG_AREAS],
        "การบุกรุกสถานี": [],
    }


def test_a_form_is_read_although_the_heading_of_its_numbers_is_unknown() -> None:
    plan = plan_of(
        f"{TITLE}แบบตรวจความครบถ้วน\nกาสะลอง\tหัวข้อตรวจสอบ\tมี\tไม่มี\tหมายเหตุ\n"
        "1.1\tแผนได้รับอนุมัติ\t☑\t☐\t\n1.2\tแผนครอบคลุมอุทกภัย\t☐\t☑\t\n1.3\tมีผังการติดต่อ\t☑\t☐\t\n\n"
    )
    assert [(i.item, i.text, i.answer) for i in plan.checklist] == [
        ("1.1", "แผนได้รับอนุมัติ", True), ("1.2", "แผนครอบคลุมอุทกภัย", False), ("1.3", "มีผังการติดต่อ", True),
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["ที่", "รหัส"])
def test_work_in_unknown_words_beside_its_number_its_unit_and_its_times_is_work(code: str) -> None:
    plan = plan_of(
        f"{TITLE}การวิเคราะห์ผลกระทบ\n{code}\tกาสะลอง\tหน่วยงานรับผิดชอบ\tระดับผลกระทบ\tMTPD\tRTO\n"
        "1\tออกใบอนุญาต\tฝ่ายทะเบียน\tสูง\t1 วัน\t4 ชั่วโมง\n2\tเก็บเอกสาร\tฝ่ายคลัง\tต่ำ\t7 วัน\t3 วัน\n\n"
    )
    assert work(plan) == WORK


def test_where_the_column_of_steps_only_counts_them_what_is_done_stands_beside_it() -> None:
    table = "ขั้นตอน\tกาสะลอง\tผู้รับผิดชอบ\tเวลาแล้วเสร็จ\n1\tแจ้งทุกคนตามผังการติดต่อ\tผู้ประสานงาน\t30 นาที\n2\tตรวจสอบความปลอดภัยของทุกคน\tหัวหน้าทีม\t1 ชั่วโมง\n"
    plan = plan_of(f"{TITLE}สิ่งที่ต้องทำ\nวันที่ 1 (ภายใน 24 ชั่วโมง)\n{table}\n")
    assert [s.text for phase in plan.response for s in phase.steps] == [
        "แจ้งทุกคนตามผังการติดต่อ",
        "ตรวจสอบความปลอดภัยของทุกคน",
    ]


def test_stages_beside_one_another_are_read_although_the_heading_of_the_threats_is_unknown() -> None:
    plan = plan_of(
        f"{TITLE}แนวปฏิบัติรายภัย\nกาสะลอง\tเมื่อเริ่มเกิดเหตุ\tเมื่อเข้าสู่ภาวะวิกฤต\tเมื่อกลับสู่ภาวะปกติ\n"
        "อุทกภัย\tยกของขึ้นที่สูง\tย้ายไปศาลาประชาคม\tทำความสะอาด\nอัคคีภัย\tใช้ถังดับเพลิง\tอพยพทุกคน\tตรวจระบบไฟฟ้า\n\n"
    )
    assert [[s.text for s in (*c.onset, *c.crisis, *c.recovery)] for c in plan.scenarios] == [
        ["ยกของขึ้นที่สูง", "ย้ายไปศาลาประชาคม", "ทำความสะอาด"],
        ["ใช้ถังดับเพลิง", "อพยพทุกคน", "ตรวจระบบไฟฟ้า"],
    ]


BIA = "กระบวนงาน\tหน่วยงาน\tระดับผลกระทบ\tMTPD\n1. ออกใบอนุญาต\tฝ่ายทะเบียน\tสูง\t1 วัน\n2. เก็บเอกสาร\tฝ่ายคลัง\tต่ำ\t7 วัน\n"


def needs(plan: Plan) -> list[list[tuple[str, str, int | None]]]:
    return [[(a, r.name, r.quantity) for a in AREAS for r in getattr(p.requirements, a)] for p in plan.processes]


@pytest.mark.parametrize(
    "table",
    [
        "กระบวนงาน\tกาสะลอง\tระบบสารสนเทศ\tบุคลากร\nออกใบอนุญาต\tเครื่องพิมพ์ 1 เครื่อง\tระบบทะเบียน\tนิติกร 2 คน\nเก็บเอกสาร\tรถบรรทุก 1 คัน\tระบบสารบรรณ\tพนักงาน 1 คน\n",
        "บุษบา\tกาสะลอง\tระบบสารสนเทศ\tบุคลากร\nออกใบอนุญาต\tเครื่องพิมพ์ 1 เครื่อง\tระบบทะเบียน\tนิติกร 2 คน\nเก็บเอกสาร\tรถบรรทุก 1 คัน\tระบบสารบรรณ\tพนักงาน 1 คน\n",
        "บุษบา\tกาสะลอง\tปาริชาติ\tพิกุล\nออกใบอนุญาต\tเครื่องพิมพ์ 1 เครื่อง\tระบบทะเบียน\tนิติกร 2 คน\nเก็บเอกสาร\tรถบรรทุก 1 คัน\tระบบสารบรรณ\tพนักงาน 1 คน\n",
        "กระบวนงานที่\tกาสะลอง\tระบบสารสนเทศ\tบุคลากร\n1\tเครื่องพิมพ์ 1 เครื่อง\tระบบทะเบียน\tนิติกร 2 คน\n2\tรถบรรทุก 1 คัน\tระบบสารบรรณ\tพนักงาน 1 คน\n",
        "บุษบา\tกาสะลอง\tปาริชาติ\tพิกุล\nออกใบอนุญาต\tวัสดุอุปกรณ์\tเครื่องพิมพ์\t1 เครื่อง\nออกใบอนุญาต\tระบบสารสนเทศ\tระบบทะเบียน\t\nออกใบอนุญาต\tบุคลากร\tนิติกร\t2 คน\n"
        "เก็บเอกสาร\tวัสดุอุปกรณ์\tรถบรรทุก\t1 คัน\nเก็บเอกสาร\tระบบสารสนเทศ\tระบบสารบรรณ\t\nเก็บเอกสาร\tบุคลากร\tพนักงาน\t1 คน\n",
    ],
    ids=["one-area", "work-too", "none", "by-number", "a-thing-a-row"],
)
def test_what_stands_beside_work_that_is_known_is_what_it_needs(table: str) -> None:
    plan = plan_of(f"{TITLE}การวิเคราะห์ผลกระทบ\n{BIA}\nของที่ต้องมี\n{table}\n")
    assert needs(plan) == [
        [("equipment", "เครื่องพิมพ์", 1), ("technology", "ระบบทะเบียน", None), ("people", "นิติกร", 2)],
        [("equipment", "รถบรรทุก", 1), ("technology", "ระบบสารบรรณ", None), ("people", "พนักงาน", 1)],
    ]


def test_words_beside_work_that_speak_of_no_need_are_none() -> None:
    table = "บุษบา\tกาสะลอง\nออกใบอนุญาต\tสีฟ้า\nเก็บเอกสาร\tสีแดง\n"
    plan = plan_of(f"{TITLE}การวิเคราะห์ผลกระทบ\n{BIA}\nสีที่ชอบ\n{table}\n")
    assert needs(plan) == [[], []]


@pytest.mark.parametrize("done", ["", "☐", "เรียบร้อย"])
def test_steps_with_who_does_them_are_no_completeness_form_though_headed_like_it(done: str) -> None:
    plan = plan_of(
        f"{TITLE}ขั้นตอนการตอบสนอง\nวันที่ 1 (ภายใน 24 ชั่วโมง)\nรายการ\tผู้ปฏิบัติ\tผล\n"
        f"แจ้งเหตุตามผังการติดต่อ\tผู้ประสานงาน\t{done}\nประเมินความเสียหาย\tหัวหน้าทีม\t{done}\n"
    )
    assert [(s.text, s.responsible) for s in plan.response[0].steps] == [
        ("แจ้งเหตุตามผังการติดต่อ", ("coordinator",)),
        ("ประเมินความเสียหาย", ("team-leaders",)),
    ]
    assert plan.checklist == ()


def test_a_form_that_says_who_checked_it_is_a_form() -> None:
    plan = plan_of(
        f"{TITLE}แบบตรวจสอบความครบถ้วน\nรายการ\tผู้ปฏิบัติ\tผล\n1.1 คำสั่งแต่งตั้ง\tฝ่ายบริหาร\tมี\n1.2 ทีมงาน\tฝ่ายบริหาร\tไม่มี\n"
    )
    assert [(c.item, c.answer) for c in plan.checklist] == [("1.1", True), ("1.2", False)]
