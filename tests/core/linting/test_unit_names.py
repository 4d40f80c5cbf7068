"""Units named inside Thai sentences."""

import pytest

from phrom.core.linting.unit_names import unknown_unit

PROVINCIAL = ("ฝ่ายบริหารทั่วไป", "กลุ่มงานการเงินบัญชีและการตรวจสอบ", "กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น")
LOCAL = ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา ศาสนาและวัฒนธรรม", "กองสวัสดิการสังคม")


@pytest.mark.parametrize(
    ("sentence", "units", "expected"),
    [
        ("กองคลัง ดำเนินการจัดหาสถานที่", PROVINCIAL, "กองคลัง"),
        ("กองสาธารณสุขฯ ฉีดพ่นยา", LOCAL, "กองสาธารณสุข"),
        ("๓. ให้ฝ่ายประชาสัมพันธ์แจ้งประชาชน", LOCAL, "ฝ่ายประชาสัมพันธ์"),
        ("กองการเจ้าหน้าที่จัดเวร", LOCAL, "กองการเจ้าหน้าที่"),
        ("สำนักช่างตรวจอาคาร", ("สำนักปลัดเทศบาล", "สำนักการศึกษา"), "สำนักช่าง"),
    ],
)
def test_a_unit_that_is_not_there_is_named(sentence: str, units: tuple[str, ...], expected: str) -> None:
    assert unknown_unit(sentence, units) == expected


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("ฝ่ายบริหาร และ กลุ่มงานการเงินฯ ประสานงาน", PROVINCIAL),
        ("ฝ่ายการเงินจัดหาอาหาร", PROVINCIAL),
        ("กองการศึกษาฯ ประกาศปิดศูนย์พัฒนาเด็กเล็ก", LOCAL),
        ("สานักปลัดติดตามประกาศ", LOCAL),
        ("กองช่างเปิดเส้นทาง", LOCAL),
        ("ทุกกลุ่มงานตรวจสอบความเสียหาย", PROVINCIAL),
        ("กลุ่มงาน/ฝ่าย ตรวจสอบความเสียหาย", PROVINCIAL),
        ("กองทุนหลักประกันสุขภาพสนับสนุนงบประมาณ", LOCAL),
        ("สำนักงานปิดทำการ", LOCAL),
        ("ขอความช่วยเหลือจากกองช่างสุขาภิบาลเทศบาลนคร", LOCAL),
    ],
)
def test_a_rule_that_is_unsure_stays_silent(sentence: str, units: tuple[str, ...]) -> None:
    assert unknown_unit(sentence, units) is None
