"""An invented office with everything a plan can hold, and what a PDF gives back."""

import re

import pypdfium2

from phrom.core.plan.document import Plan

FULL = Plan.model_validate(
    {
        "title": "แผนบริหารความต่อเนื่ององค์การ",
        "year": 2567,
        "organisation": {
            "name": "เทศบาลตำบลบ้านปี๊บ",
            "parent": "กระทรวงมหาดไทย",
            "address": "ที่ว่าการหมู่ที่ 2",
            "staff_count": 31,
        },
        "purposes": ["เพื่อให้ผู้ที่กู้ภัยขึ้นที่สูงได้ทันน้ำท่วม", "เพื่อลดผลกระทบ"],
        "assumptions": ["สถานที่สำรองไม่ได้รับผลกระทบ"],
        "units": [{"id": "unit-1", "name": "สำนักปลัด"}, {"id": "unit-2", "name": "กองคลัง"}],
        "people": [
            {"id": "p-1", "title": "นาย", "given_name": "กู้เกียรติ", "family_name": "น้ำขึ้น", "position": "ปลัดเทศบาล",
             "phones": ["+66812345001"]},
            {"id": "p-2", "title": "ว่าที่ ร.อ.", "given_name": "ผู้ใหญ่", "family_name": "ปี๊บดี", "phones": ["+66812345002"]},
            {"id": "p-3", "title": "น.ส.", "given_name": "ฐานุช", "family_name": "ที่ดิน", "phones": ["+66812345003"]},
            {"id": "p-4", "title": "นาง", "given_name": "หญิง", "family_name": "ใจสู้", "phones_text": ["ไม่มี"]},
        ],
        "continuity_team": {
            "head": {"primary": "p-1", "alternates": ["p-2"]},
            "coordinator": {"primary": "p-2"},
            "teams": [
                {"id": "team-1", "name": "ทีม 1", "unit": "unit-1", "leader": {"primary": "p-2", "alternates": ["p-3"]},
                 "members": [{"primary": "p-3"}, {"primary": "p-4", "alternates": ["p-1"]}]},
                {"id": "team-2", "name": "ทีม 2", "unit": "unit-2", "leader": {"primary": "p-3"}},
            ],
        },
        "threats": [{"id": "threat-flood", "name": "อุทกภัย"}, {"id": "threat-fire", "name": "อัคคีภัย"}],
        "impacts": [
            {"threat": "threat-flood", "area": "premises", "affected": True},
            {"threat": "threat-flood", "area": "people", "affected": False},
        ],
        "processes": [
            {"id": "process-1", "name": "งานรับแจ้งเหตุ", "units": ["unit-1"], "impact": "high", "impact_text": "สูง",
             "mtpd": "PT4H", "mtpd_text": "4 ชม.",
             "requirements": {"people": [{"name": "บุคลากรหลัก", "quantity": 2, "unit": "คน"}]}},
            {"id": "process-2", "name": "งานคลัง", "mtpd": "P3D"},
        ],
        "strategies": [{"area": "premises", "owners": ["unit-1"], "actions": ["ใช้ศาลาประชาคม"]}],
        "sites": [{"id": "site-1", "name": "ศาลาประชาคม", "where": "off-site", "capacity": 20,
                   "exposed_to": ["threat-flood"]}],
        "suppliers": [{"id": "supplier-1", "name": "ร้านวัสดุประปา", "service": "ท่อ", "phones": ["+66812345009"]}],
        "response": [
            {"id": "day-1", "name": "วันที่ 1 (ภายใน 24 ชั่วโมง)", "starts": "PT0H", "ends": "PT24H",
             "steps": [{"id": "day-1-1", "text": "แจ้งเหตุให้ครบทุกคน", "details": ["โทร 081-234-5003 ก่อน"],
                        "responsible": ["team-leaders"]}]},
        ],
        "scenarios": [
            {"threat": "threat-flood", "onset": [{"id": "flood-1", "text": "ติดตามระดับน้ำ"}],
             "crisis": [{"id": "flood-2", "text": "ยกของขึ้นที่สูง"}],
             "targets": [{"id": "target-1", "text": "รายงานตัว", "within": "PT24H", "after": "told"}]},
        ],
        "checklist": [
            {"item": "1.1", "text": "มีแผนเดิมอยู่", "answer": False},
            {"item": "2.5", "text": "กระบวนการแจ้งเหตุฉุกเฉิน (Call Tree)", "answer": True},
            {"item": "2.6", "text": "ขั้นตอนกอบกู้กระบวนการ"},
        ],
        "digital_services": [{"task": "การประชุม", "systems": ["Zoom"], "status": "in-use"}],
        "infrastructure_service": {"text": "น้ำประปาหมู่บ้าน", "maximum_interruption": "P1D"},
        "strategy_map": {"missions": ["บริการประชาชน"], "systems": ["ระบบสารบรรณ"], "strategies": {"people": ["สลับชุด"]}},
    }
)  # fmt: skip

BARE = Plan.model_validate({"title": "แผนเปล่า", "organisation": {"name": "หน่วยงานที่ยังไม่มีอะไร"}})


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page as a reader copies it."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def solid(text: str) -> str:
    """Without blanks, line ends and the sign that pdfium puts where a line was broken inside a word."""
    return re.sub("[\\s\ufffe\x02]", "", text)


def solid_text_of(pdf: bytes) -> str:
    return solid("".join(pages_of(pdf)))
