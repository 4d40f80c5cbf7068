"""A plan made up from a seed, as phrom-plan/1."""

import random
from typing import Any

Data = dict[str, Any]

UNITS = (
    "ฝ่ายบริหารทั่วไป",
    "กลุ่มงานบริการประชาชน",
    "กลุ่มงานวิชาการและแผนงาน",
    "กลุ่มงานตรวจสอบ",
    "ฝ่ายการเงินและบัญชี",
    "กลุ่มงานทะเบียนและใบอนุญาต",
    "ศูนย์เทคโนโลยีสารสนเทศ",
)
PROCESSES = (
    "รับและพิจารณาคำขออนุญาต",
    "งานสารบรรณและรับส่งหนังสือราชการ",
    "การเบิกจ่ายเงินงบประมาณ",
    "ให้บริการ ณ เคาน์เตอร์บริการประชาชน",
    "การออกใบรับรองและสำเนาเอกสาร",
    "รับเรื่องร้องเรียนและสายด่วน",
    "การตรวจสอบสถานประกอบการ",
    "จัดทำรายงานสถิติประจำเดือน",
    "งานจัดซื้อจัดจ้างและพัสดุ",
    "การฝึกอบรมและเผยแพร่ความรู้",
    "บำรุงรักษาระบบเครือข่ายและฐานข้อมูล",
    "การเก็บรักษาหลักฐานและเอกสารสำคัญ",
    "งานการเจ้าหน้าที่และสวัสดิการ",
    "ประชาสัมพันธ์และเผยแพร่ข่าวสาร",
)
GIVEN = (
    *("สมชาย", "วิภาวดี", "ประสิทธิ์", "นงลักษณ์", "ธีรพงษ์", "สุกัญญา", "อนุชา", "จุฑามาศ", "พงศธร", "รัตนาภรณ์"),
    *("กิตติพงษ์", "วรรณวิสา", "ชัยวัฒน์", "เพ็ญนภา", "สุรศักดิ์", "ดวงใจ", "มานะ", "ปราณี", "เอกราช", "ศิริลักษณ์"),
    *("วิทยา", "อุไรวรรณ", "นพรัตน์", "กมลชนก", "บุญมี", "สายฝน", "ทศพล", "มาลัย", "ณัฐวุฒิ", "พรทิพย์"),
)
FAMILY = (
    *("วงศ์สมมุติ", "ศรีจำลอง", "ใจทดลอง", "ทองตัวอย่าง", "แก้วแสร้ง", "บุญแต่ง", "สุขสร้าง", "พงษ์นึก", "มั่นเขียน"),
    *("รักกระดาษ", "คำฝัน", "ชัยเรื่อง", "พรหมนิทาน", "อินทร์วาด", "สายเล่า"),
)
TITLES = ("นาย", "นาง", "นางสาว", "น.ส.", "ว่าที่ ร.ต.", "ดร.")
POSTS = ("นักวิชาการชำนาญการ", "เจ้าพนักงานธุรการ", "นักจัดการงานทั่วไป", "เจ้าพนักงานปฏิบัติงาน", "พนักงานราชการ")
DURATIONS = ("PT30M", "PT2H", "PT4H", "PT6H", "PT8H", "P1D", "P2D", "P3D", "P7D", "P14D", "P30D")
EQUIPMENT = (
    ("คอมพิวเตอร์โน้ตบุ๊ก", "เครื่อง"),
    ("เครื่องพิมพ์", "เครื่อง"),
    ("โทรศัพท์เคลื่อนที่", "เครื่อง"),
    ("เครื่องสแกนเอกสาร", "เครื่อง"),
    ("รถยนต์ราชการ", "คัน"),
)
TECHNOLOGY = ("ระบบสารบรรณอิเล็กทรอนิกส์", "อินเทอร์เน็ต", "ระบบฐานข้อมูลกลาง", "ระบบ New GFMIS Thai", "ระบบ e-GP")
SUPPLIERS = ("ผู้ให้บริการอินเทอร์เน็ต", "การไฟฟ้าส่วนภูมิภาค", "ธนาคารกรุงไทย", "บริษัทดูแลระบบ")
THREATS = (
    *("อุทกภัย", "อัคคีภัย", "โรคระบาด", "ไฟฟ้าดับ", "ชุมนุมประท้วง", "แผ่นดินไหว", "วาตภัย"),
    *("ระบบสารสนเทศถูกโจมตีทางไซเบอร์", "สารเคมีรั่วไหล", "น้ำประปาไม่ไหล"),
)
AREAS = ("premises", "equipment", "technology", "people", "suppliers")
ACTIONS = {
    "premises": ("ใช้อาคารสำนักงานสาขาเป็นสถานที่ปฏิบัติงานสำรอง", "ขอใช้ห้องประชุมศาลากลางจังหวัด", "ให้ปฏิบัติงานจากที่พัก"),
    "equipment": ("ยืมครุภัณฑ์จากหน่วยงานใกล้เคียง", "จัดเตรียมคอมพิวเตอร์แบบพกพาสำรอง", "เช่าเครื่องกำเนิดไฟฟ้า"),
    "technology": ("สำรองข้อมูลทุกวันไว้นอกสถานที่", "ใช้แบบฟอร์มกระดาษเมื่อระบบขัดข้อง", "ใช้เครือข่ายโทรศัพท์เคลื่อนที่แทน"),
    "people": ("กำหนดผู้ปฏิบัติงานแทนทุกตำแหน่ง", "ขอสนับสนุนอัตรากำลังจากหน่วยงานในสังกัด"),
    "suppliers": ("จัดทำบัญชีผู้ให้บริการสำรองอย่างน้อย 2 ราย", "แจ้งคู่สัญญาให้ส่งมอบงาน ณ สถานที่สำรอง"),
}
STEPS = (
    *("แจ้งเหตุให้บุคลากรทุกคนทราบตามผังการติดต่อ", "ตรวจสอบความปลอดภัยของบุคลากร", "ประเมินความเสียหายและผลกระทบเบื้องต้น"),
    *("ประชุมเพื่อพิจารณาประกาศใช้แผน", "เปิดใช้สถานที่ปฏิบัติงานสำรอง", "ขนย้ายเอกสารและอุปกรณ์สำคัญ"),
    *("ประชาสัมพันธ์ช่องทางให้บริการชั่วคราว", "บันทึกเหตุการณ์และรายงานความคืบหน้า", "จัดหาวัสดุอุปกรณ์เพิ่มเติม"),
    *("กู้คืนระบบสารสนเทศและข้อมูล", "ติดตามสถานะการกอบกู้ทรัพยากร", "ให้บริการเฉพาะงานเร่งด่วน"),
    *("ซ่อมแซมอาคารและครุภัณฑ์ที่เสียหาย", "บันทึกงานที่ทำด้วยมือเข้าระบบ", "ย้ายกลับสถานที่ปฏิบัติงานเดิม", "สรุปบทเรียนและปรับปรุงแผน"),
)
ONSET = ("ติดตามข่าวสารและประกาศแจ้งเตือน", "สำรองข้อมูลสำคัญ", "ตรวจสอบอุปกรณ์ฉุกเฉินให้พร้อมใช้", "แจ้งเตือนบุคลากรในสังกัด")
CRISIS = ("ประกาศใช้แผน", "อพยพบุคลากรไปยังจุดรวมพล", "ตรวจนับจำนวนบุคลากร", "ย้ายไปสถานที่สำรอง", "งดให้บริการงานที่ไม่เร่งด่วน")
RECOVERY = ("สำรวจความเสียหาย", "ทำความสะอาดสถานที่", "เปิดให้บริการตามปกติ")
CHECKS = ("มีการแต่งตั้งคณะทำงาน", "มีการวิเคราะห์ผลกระทบทางธุรกิจ", "มีการกำหนดสถานที่ปฏิบัติงานสำรอง", "มีการฝึกซ้อมแผนประจำปี")
IN_DAYS = (("PT0H", "PT24H"), ("PT24H", "P7D"), ("P7D", None))
IN_HOURS = (("PT0H", "PT4H"), ("PT4H", "PT24H"), ("PT24H", "P3D"), ("P3D", None))
MOST_TEAMS, MOST_MEMBERS = 4, 3
MOST_PEOPLE = 2 * (2 + MOST_TEAMS * (1 + MOST_MEMBERS))  # head, coordinator, all places of teams; each with a stand-in


def invented(seed: int) -> Data:
    """An office's plan: 6-12 processes, 2-4 teams, 3-5 threats; all facts of it can be written in every layout."""
    rng = random.Random(seed)  # noqa: S311 - an invention is no secret
    units = [{"id": f"unit-{n}", "name": name} for n, name in enumerate(rng.sample(UNITS, rng.randint(3, 5)), 1)]
    threats = [{"id": f"threat-{n}", "name": name} for n, name in enumerate(rng.sample(THREATS, rng.randint(3, 5)), 1)]
    people = _people(rng)
    return {
        "format": "phrom-plan/1",
        "title": "แผนบริหารความต่อเนื่อง",
        "year": rng.randint(2566, 2572),
        "organisation": {"name": "สำนักงานสมมุติจังหวัดจำลอง"},
        "units": units,
        "people": people,
        "continuity_team": _teams(rng, units, people),
        "threats": threats,
        "impacts": [
            {"threat": t["id"], "area": area, "affected": rng.random() < 0.6} for t in threats for area in AREAS
        ],
        "processes": _processes(rng, units),
        "strategies": [
            {
                "area": area,
                "owners": [rng.choice(units)["id"]],
                "actions": rng.sample(ACTIONS[area], rng.randint(1, len(ACTIONS[area]))),
            }
            for area in AREAS
        ],
        "response": _response(rng),
        "scenarios": [_scenario(rng, t) for t in threats[: rng.randint(2, len(threats))]],
        "checklist": [{"item": str(n), "text": text, "answer": rng.random() < 0.7} for n, text in enumerate(CHECKS, 1)],
    }


def _people(rng: random.Random) -> list[Data]:
    names = rng.sample([(g, f) for g in GIVEN for f in FAMILY], MOST_PEOPLE)
    numbers = rng.sample(range(10_000), MOST_PEOPLE)
    return [
        {
            "id": f"person-{n}",
            "title": rng.choice(TITLES),
            "given_name": given,
            "family_name": family,
            "position": rng.choice(POSTS),
            "phones": [f"+668{number % 3}555{number:04d}"],
        }
        for n, ((given, family), number) in enumerate(zip(names, numbers, strict=True), 1)
    ]


def _teams(rng: random.Random, units: list[Data], people: list[Data]) -> Data:
    """Everybody of `people` who has no place is taken out of it."""
    left = iter([p["id"] for p in people])

    def role(alone: bool = False) -> Data:
        return {"primary": next(left), "alternates": [] if alone else [next(left)]}

    team = {"head": role(), "coordinator": role()}
    kept = units[: rng.randint(2, min(MOST_TEAMS, len(units)))]
    teams = [
        {
            "id": f"team-{n}",
            "name": f"ทีมที่ {n}",
            "unit": unit["id"],
            "leader": role(),
            "members": [role(alone=rng.random() < 0.15) for _ in range(rng.randint(1, MOST_MEMBERS))],
        }
        for n, unit in enumerate(kept, 1)
    ]
    unplaced = set(left)
    people[:] = [p for p in people if p["id"] not in unplaced]
    return {**team, "teams": teams}


def _processes(rng: random.Random, units: list[Data]) -> list[Data]:
    names = rng.sample(PROCESSES, rng.randint(6, 12))
    owners = sorted(range(len(names)), key=lambda n: n % len(units))
    with_rto = rng.random() < 0.5
    levels = ("high", "medium", "low") if rng.random() < 0.7 else ("critical", "high", "medium", "low")
    return [
        {
            "id": f"process-{n}",
            "name": name,
            "units": [units[owner % len(units)]["id"]],
            "impact": rng.choice(levels),
            "mtpd": DURATIONS[(at := rng.randint(1, len(DURATIONS) - 1))],
            **({"rto": DURATIONS[at - 1]} if with_rto else {}),
            "requirements": _needs(rng),
        }
        for n, (name, owner) in enumerate(zip(names, owners, strict=True), 1)
    ]


def _needs(rng: random.Random) -> Data:
    people = rng.randint(1, 5)
    return {
        "premises": [{"name": "สถานที่ปฏิบัติงานสำรอง", "quantity": rng.randint(1, people), "unit": "คน"}],
        "equipment": [
            {"name": name, "quantity": rng.randint(1, 3), "unit": unit} for name, unit in rng.sample(EQUIPMENT, 2)
        ],
        "technology": [{"name": name} for name in rng.sample(TECHNOLOGY, rng.randint(1, 2))],
        "people": [{"name": "บุคลากรหลัก", "quantity": people, "unit": "คน"}],
        "suppliers": [{"name": rng.choice(SUPPLIERS)}],
    }


def _response(rng: random.Random) -> list[Data]:
    """Who does what is in the text of the office: a team by its number, head or coordinator."""
    spans = rng.choice((IN_DAYS, IN_HOURS))
    steps = iter(rng.sample(STEPS, len(STEPS)))
    return [
        {
            "id": f"phase-{n}",
            "starts": starts,
            "ends": ends,
            "steps": [
                {"text": next(steps), "responsible_text": rng.choice(("หัวหน้าคณะฯ", "ผู้ประสานงาน", "ทีมที่ 1", "ทุกทีม"))}
                for _ in range(rng.randint(2, 4))
            ],
        }
        for n, (starts, ends) in enumerate(spans, 1)
    ]


def _scenario(rng: random.Random, threat: Data) -> Data:
    def some(texts: tuple[str, ...], most: int) -> list[Data]:
        return [{"text": text} for text in rng.sample(texts, rng.randint(1, most))]

    return {"threat": threat["id"], "onset": some(ONSET, 3), "crisis": some(CRISIS, 4), "recovery": some(RECOVERY, 2)}
