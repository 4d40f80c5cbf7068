"""The mark on printed pages: read back with a real QR reader from a picture of the page."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from phrom.core.plan.version_code import PrintedCode, read_code, shown, version_code
from phrom.core.rendering.plan_pdf import render_plan_pdf
from phrom.core.rendering.printing import Copy, PrintMark
from tests.core.rendering.invented_office import FULL, pages_of, solid

CODE = version_code(FULL)
MARK = PrintMark(version=3, copy=Copy(2, 5, "ตู้เอกสาร ห้องประชุม"))


def codes_on(pdf: bytes, page: int, scale: float = 2.0) -> list[str]:
    """What a reader finds in a picture of the page (72 dpi × scale)."""
    picture = pypdfium2.PdfDocument(pdf)[page].render(scale=scale).to_pil().convert("L")
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.fixture(scope="module")
def pdf(cache_dir: Path) -> bytes:
    return render_plan_pdf(FULL, cache_dir=cache_dir, mark=MARK)


def test_the_qr_of_every_page_is_read_back_from_a_coarse_picture(pdf: bytes) -> None:
    for page in range(len(pypdfium2.PdfDocument(pdf))):
        assert [read_code(text) for text in codes_on(pdf, page)] == [PrintedCode(CODE, 3, 2)]


def test_every_page_says_which_copy_of_how_many_who_holds_it_and_its_code(pdf: bytes) -> None:
    for page in pages_of(pdf):
        assert solid("สำเนาที่ 2 จาก 5 ผู้ถือ: ตู้เอกสาร ห้องประชุม") in solid(page)
        assert shown(CODE) in solid(page)


def test_a_copy_outside_the_register_says_so(cache_dir: Path) -> None:
    pdf = render_plan_pdf(FULL, cache_dir=cache_dir)
    assert all("สำเนาไม่ควบคุม" in solid(page) for page in pages_of(pdf))
    assert read_code(codes_on(pdf, 0)[0]) == PrintedCode(CODE)


def test_a_draft_says_so_on_every_page_and_in_its_title(cache_dir: Path, pdf: bytes) -> None:
    draft = render_plan_pdf(FULL, cache_dir=cache_dir, mark=PrintMark(draft=True))
    assert all("ร่าง" in page for page in pages_of(draft))
    assert pypdfium2.PdfDocument(draft).get_metadata_value("Title").startswith("(ร่าง)")
    assert not any("ร่าง" in page for page in pages_of(pdf))
