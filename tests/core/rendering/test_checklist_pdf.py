from pathlib import Path

from phrom.core.plan.document import ChecklistItem, Plan
from phrom.core.rendering.checklist_pdf import render_checklist_pdf
from phrom.core.rendering.printing import Printing, PrintMark
from tests.core.rendering.invented_office import BARE, FULL, pages_of, solid


def text_of(plan: Plan, cache_dir: Path, mark: PrintMark | None = None) -> str:
    printing = Printing(cache_dir=cache_dir, mark=mark or PrintMark())
    return solid("".join(pages_of(render_checklist_pdf(plan, printing))))


def with_items(*items: tuple[str, str, bool | None]) -> Plan:
    checklist = tuple(ChecklistItem(item=item, text=text, answer=answer) for item, text, answer in items)
    return FULL.model_copy(update={"checklist": checklist})


def test_each_line_stands_under_its_part_with_what_bears_it_out(cache_dir: Path) -> None:
    text = text_of(FULL, cache_dir)
    words = ["ส่วนที่1ข้อมูลพื้นฐาน", "1.1มีแผนเดิมอยู่", "ส่วนที่2", "2.5กระบวนการแจ้งเหตุฉุกเฉิน", "มีเบอร์ที่โทรได้3คน"]
    assert [text.index(word) for word in words] == sorted(text.index(word) for word in words)


def test_an_answer_that_the_plan_contradicts_is_told_before_it_is_signed(cache_dir: Path) -> None:
    text = text_of(with_items(("2.4.2", "ด้านเทคโนโลยีสารสนเทศและข้อมูลที่สำคัญ", True)), cache_dir)
    assert "2.4กลยุทธ์และแนวทางในการบริหารความต่อเนื่อง" in text
    assert "คำตอบไม่ตรงกับแผน:แผนยังไม่มีกลยุทธ์ด้านเทคโนโลยีสารสนเทศ" in text


def test_a_line_without_answer_is_not_ticked_for_the_office(cache_dir: Path) -> None:
    text = text_of(with_items(("2.2", "ผลกระทบต่อกระบวนการทำงาน (BIA)", None)), cache_dir)
    assert "✓" not in text
    assert "แผนมีกระบวนงาน2รายการ" in text
    assert "ข้อที่แผนไม่ได้ตอบไว้" in text
    assert "✓" in text_of(with_items(("2.2", "ผลกระทบต่อกระบวนการทำงาน (BIA)", True)), cache_dir)


def test_a_plan_without_the_form_gets_the_standard_one_to_fill_in(cache_dir: Path) -> None:
    text = text_of(BARE, cache_dir)
    for words in ("แผนยังไม่มีแบบตรวจสอบที่ตอบแล้ว", "2.5กระบวนการแจ้งเหตุฉุกเฉิน", "3.3โครงสร้างพื้นฐาน", "แผนยังไม่มีกระบวนงาน"):
        assert words in text
    assert "✓" not in text


def test_digital_services_and_the_longest_interruption_follow(cache_dir: Path) -> None:
    text = text_of(FULL, cache_dir)
    assert text.index("การประชุม") < text.index("Zoom") < text.index("น้ำประปาหมู่บ้าน") < text.index("ผู้จัดทำ")
    assert "แผนไม่ได้เขียนไว้:ภารกิจ/งานที่มีแผนจะนำระบบเทคโนโลยีดิจิทัลมาใช้" in text


def test_coordinator_and_head_sign_with_name_and_position(cache_dir: Path) -> None:
    text = text_of(FULL, cache_dir)
    assert "(นายกู้เกียรติน้ำขึ้น)ตำแหน่งปลัดเทศบาลหัวหน้าคณะบริหารความต่อเนื่อง" in text
    assert "(ว่าที่ร.อ.ผู้ใหญ่ปี๊บดี)ผู้ประสานงานคณะบริหารความต่อเนื่อง" in text


def test_a_draft_says_so(cache_dir: Path) -> None:
    assert "(ร่าง)แบบตรวจสอบ" in text_of(FULL, cache_dir, PrintMark(draft=True))
