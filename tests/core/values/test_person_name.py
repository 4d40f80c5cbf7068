"""Thai names with titles, ranks and posts."""

import pytest

from phrom.core.values.person_name import find_title, split_name


@pytest.mark.parametrize(
    ("text", "title", "given", "family", "position"),
    [
        ("นายอำนวย            บัวอินทร์", "นาย", "อำนวย", "บัวอินทร์", None),
        ("น.ส.ศิริภรณ์ วังเกษร", "น.ส.", "ศิริภรณ์", "วังเกษร", None),
        ("ว่าที่ ร.อ.ภูผา จันทร์งาม", "ว่าที่ ร.อ.", "ภูผา", "จันทร์งาม", None),
        ("ว่าที่ ร.อ. ภูผา จันทร์งาม", "ว่าที่ ร.อ.", "ภูผา", "จันทร์งาม", None),
        ("ว่าที่ร้อยตรีหญิงสุดา มาดี", "ว่าที่ร้อยตรีหญิง", "สุดา", "มาดี", None),
        ("ว่าที่ ร.ต.หญิง รัตนา ลองลบ", "ว่าที่ ร.ต.หญิง", "รัตนา", "ลองลบ", None),
        ("นายบุญส่ง นามสมมุติ (นายก อบต.)", "นาย", "บุญส่ง", "นามสมมุติ", "นายก อบต."),
        ("นพ.สมชาย ใจดี ผู้อำนวยการโรงพยาบาล", "นพ.", "สมชาย", "ใจดี", "ผู้อำนวยการโรงพยาบาล"),
        ("พ.ต.ท. สมศักดิ์ รักไทย ตำแหน่ง รองผู้กำกับ", "พ.ต.ท.", "สมศักดิ์", "รักไทย", "รองผู้กำกับ"),
        ("ดร.วิภา ณ อยุธยา (ปลัด)", "ดร.", "วิภา", "ณ อยุธยา", "ปลัด"),
        ("ผศ.ดร.มานะ เก่งกล้า", "ผศ.ดร.", "มานะ", "เก่งกล้า", None),
        ("นายกิตติ มาก", "นาย", "กิตติ", "มาก", None),
        ("นายอำนาจ ช่างทดลอง", "นาย", "อำนาจ", "ช่างทดลอง", None),
        ("1. นางดี มีสุข", "นาง", "ดี", "มีสุข", None),
        ("พล.อ.อ. มานะ เก่งกล้า", "พล.อ.อ.", "มานะ", "เก่งกล้า", None),
        ("พล.ร.ต.มานะ เก่งกล้า", "พล.ร.ต.", "มานะ", "เก่งกล้า", None),
        ("พลเรือเอก มานะ เก่งกล้า", "พลเรือเอก", "มานะ", "เก่งกล้า", None),
        ("ว่าที่ ร.ต.ต.มานะ เก่งกล้า", "ว่าที่ ร.ต.ต.", "มานะ", "เก่งกล้า", None),
        ("พ.ต.ท.(หญิง) มานี เก่งกล้า", "พ.ต.ท.(หญิง)", "มานี", "เก่งกล้า", None),
        ("พ.อ.พิเศษ มานะ เก่งกล้า", "พ.อ.พิเศษ", "มานะ", "เก่งกล้า", None),
        ("ศ.เกียรติคุณ ดร.มานะ เก่งกล้า", "ศ.เกียรติคุณ ดร.", "มานะ", "เก่งกล้า", None),
        ("นายกองเอก มานะ เก่งกล้า", "นายกองเอก", "มานะ", "เก่งกล้า", None),
        ("คุณหญิงมานี เก่งกล้า", "คุณหญิง", "มานี", "เก่งกล้า", None),
    ],
)
def test_a_name_comes_apart(text: str, title: str, given: str, family: str, position: str | None) -> None:
    name = split_name(text)
    assert name is not None
    assert (name.title, name.given, name.family, name.position) == (title, given, family, position)


@pytest.mark.parametrize(
    "text", ["นายก อบต.", "นายกเทศมนตรี", "นายช่างโยธา", "นายอำเภอ", "หัวหน้าทีม", "", "-", "0810000003"]
)
def test_a_post_is_no_person(text: str) -> None:
    assert split_name(text) is None
    assert split_name(text, needs_title=False) is None


def test_in_a_column_of_names_no_title_is_needed() -> None:
    assert split_name("สมชาย ใจดี") is None
    name = split_name("สมชาย ใจดี", needs_title=False)
    assert name is not None
    assert name.full == "สมชาย ใจดี"


@pytest.mark.parametrize(
    "text", ["ข้าราชการตำรวจรวม ๗๒ นาย จัดทำแผน", "กำลังพล 5 นาย ประจำจุดตรวจ", "จัดเวรวันละ 2 นาย เฝ้าระวังเหตุ"]
)
def test_how_many_men_are_no_man(text: str) -> None:
    assert find_title(text) is None


@pytest.mark.parametrize("text", ["1 นาย ก้อง ดีมาก", "ทีมที่ 1 นาย ก้อง ดีมาก", "ลำดับ 1 นายก้อง ดีมาก"])
def test_a_man_behind_his_number_in_a_list(text: str) -> None:
    assert find_title(text) is not None


def test_a_sentence_without_blanks_is_no_name() -> None:
    assert split_name("นายจัดทำแผนบริหารความต่อเนื่องฉบับนี้เพื่อให้สามารถดูแลความปลอดภัย") is None
