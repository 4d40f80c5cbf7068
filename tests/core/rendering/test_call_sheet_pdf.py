from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from phrom.core.rendering.call_sheet_pdf import OUTCOMES, call_sheets, render_call_sheet_pdf
from phrom.core.rendering.message_text import CallFacts, caller_script
from tests.core.rendering.invented_office import BARE, FULL, pages_of, solid

NOW = datetime(2026, 8, 21, 1, 26, tzinfo=UTC)
PRACTICE = CallFacts(practice=True, office="ทต.บ้านปี๊บ", threat="อุทกภัย", report_at="ศาลาประชาคม", report_by=NOW)


def test_each_caller_has_a_sheet_and_each_person_is_on_the_right_one() -> None:
    coordinator, leader = call_sheets(FULL)
    assert coordinator.caller.primary == "p-2"
    assert [role.primary for _, role in coordinator.places] == ["p-1", "p-2", "p-3"]
    assert leader.caller.primary == "p-2"
    assert [role.primary for _, role in leader.places] == ["p-3", "p-4"]


@pytest.fixture(scope="module")
def pages(cache_dir: Path) -> list[str]:
    pdf = render_call_sheet_pdf(
        FULL, cache_dir=cache_dir, facts=PRACTICE, practice=True, printed_at=NOW, printed_by="น.ส.ฐานุช ที่ดิน"
    )
    return [solid(page) for page in pages_of(pdf)]


def test_each_sheet_has_the_text_to_read_out_and_says_page_of_pages(pages: list[str]) -> None:
    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        assert solid(caller_script(PRACTICE).th) in page
        assert solid(f"หน้า {number} จาก 2") in page
        assert solid("พิมพ์เมื่อ 21 ส.ค. 2569 08:26 น. โดย น.ส.ฐานุช ที่ดิน") in page
        assert solid("การฝึกซ้อม ไม่ใช่เหตุจริง") in page


def test_under_everybody_stand_the_alternates_with_number_and_all_outcomes(pages: list[str]) -> None:
    leader = pages[1]
    assert leader.index("นางหญิงใจสู้") < leader.index("สำรองลำดับที่1") < leader.index("นายกู้เกียรติ")
    assert leader.index("นายกู้เกียรติ") < leader.index("0812345001")
    for outcome in OUTCOMES:
        assert leader.count(solid(outcome)) >= 3


def test_at_the_end_stands_whom_to_tell_and_who_else_if_they_do_not_answer(pages: list[str]) -> None:
    assert "โทรครบแล้วแจ้งหัวหน้าคณะบริหารความต่อเนื่อง:นายกู้เกียรติน้ำขึ้น0812345001" in pages[0]
    assert "ไม่รับสายให้แจ้งว่าที่ร.อ.ผู้ใหญ่ปี๊บดี0812345002" in pages[0]
    assert "โทรครบแล้วแจ้งผู้ประสานงาน" in pages[1]


def test_everything_but_the_foot_is_large_enough_for_the_dark(cache_dir: Path) -> None:
    document = pypdfium2.PdfDocument(render_call_sheet_pdf(FULL, cache_dir=cache_dir))
    for page in document:
        for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            size = pypdfium2.raw.c_float()
            pypdfium2.raw.FPDFTextObj_GetFontSize(text.raw, size)
            _, low, _, high = text.get_bounds()
            if low > 65 and high < 842 - 60:  # between head and foot
                assert size.value * text.get_matrix().a >= 13.9


def test_a_caller_is_not_asked_to_call_themselves(pages: list[str]) -> None:
    assert "ผู้โทรเองไม่ต้องโทร" in pages[0]
    assert "ผู้โทรเอง" not in pages[1]


def test_without_facts_the_script_has_blanks_to_fill_in(cache_dir: Path) -> None:
    page = pages_of(render_call_sheet_pdf(FULL, cache_dir=cache_dir))[0]
    assert "________" in page
    assert "[เหตุจริง]" in solid(page)


def test_a_plan_without_people_gives_a_sheet_that_says_so(cache_dir: Path) -> None:
    assert "ไม่ได้ระบุ" in solid(pages_of(render_call_sheet_pdf(BARE, cache_dir=cache_dir))[0])


def test_a_real_sheet_cannot_carry_a_practice_text(cache_dir: Path) -> None:
    with pytest.raises(ValueError, match="practice"):
        render_call_sheet_pdf(FULL, cache_dir=cache_dir, facts=PRACTICE, practice=False)
