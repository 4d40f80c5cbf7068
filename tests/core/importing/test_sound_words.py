"""Words that are right are never rewritten, however like another word they look without their marks."""

import pytest
from tools.reading.damage import DAMAGES

from phrom.core.importing import read_plan
from phrom.core.importing.files.damage import damage_mender

SHORT = """\
• เปิดเครื่องปั่นไฟภายใน ๑๐ นาที
• ใช้สมุดรับแจ้งความแทนระบบ CRIMES
- กลับสู่สภาวะปกติ -
• คีย์ข้อมูลย้อนหลังให้เสร็จภายใน ๓ วัน หลังไฟฟ้ากลับมา
ซ. ทำเนียบโทรศัพท์
หน่วย/ชื่อ
ที่ทำงาน
ศูนย์วิทยุ สภ.เมืองจำลองธานี
พ.ต.ท.อนุชา สำนวนแน่น
ช. แผนเฉพาะภัย
กรณีที่ 1 อุทกภัย
เมื่อเริ่มเกิดเหตุ
"""
RIGHT = ["งานสืบสวนย้ายเครื่องบันทึกภาพ", "สอบสวน", "แบตเตอรี่ ๒๐ ก้อน", "นายปาย คำชี้แจง", "นายตอง บานชื่น", "นางขวัญ ช้างเผือก",
         "คะแนนเสียง", "ขยายภาพ", "บานประตู", "เหี่ยวแห้ง", "สวนญี่ปุ่น"]  # fmt: skip


def test_a_short_text_full_of_such_words_is_not_taken_for_a_damaged_one() -> None:
    text = SHORT + "\n".join(f"• {words}" for words in RIGHT)
    mend = damage_mender(text)
    assert [mend(words) for words in RIGHT] == RIGHT


def test_the_plan_keeps_the_words_of_its_steps() -> None:
    text = SHORT + "• งานสืบสวนย้ายเครื่องบันทึกภาพขึ้นชั้น ๒\n• เตรียมแบตเตอรี่ ๒๐ ก้อน\n"
    result = read_plan(text.encode(), "plan.txt")
    steps = [step.text for scenario in result.plan.scenarios for step in scenario.onset]
    assert steps == ["งานสืบสวนย้ายเครื่องบันทึกภาพขึ้นชั้น ๒", "เตรียมแบตเตอรี่ ๒๐ ก้อน"]


@pytest.mark.parametrize("damage", ["tones dropped", "marks blank", "tones moved"])
def test_in_a_damaged_text_no_mark_is_made_of_another(damage: str) -> None:
    spoil = DAMAGES[damage]
    mend = damage_mender(spoil(SHORT * 3))
    assert mend("แบตเตอรี่ ๒๐ ก้อน").endswith("ก้อน")
    assert mend("ช้างเผือก") == "ช้างเผือก"


def test_where_marks_only_moved_a_word_without_any_stays() -> None:
    mend = damage_mender(DAMAGES["tones moved"](SHORT * 3))
    assert mend("สืบสวน") == "สืบสวน"
    assert mend("กลับสูส่ภาวะ") == "กลับสู่สภาวะ"
