import io

import pypdfium2
import pytest
from PIL import Image, ImageFilter

from phrom.core.importing.code_picture import NotAPictureError, code_in_picture
from phrom.core.plan.version_code import PrintedCode, version_code
from phrom.core.rendering.checklist_pdf import render_checklist_pdf
from phrom.core.rendering.printing import Copy, Printing, PrintMark
from tests.core.rendering.invented_office import FULL

EXPECTED = PrintedCode(version_code(FULL), 3, 2)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    printing = Printing(cache_dir=tmp_path_factory.mktemp("cache"), mark=PrintMark(version=3, copy=Copy(2, 5)))
    return render_checklist_pdf(FULL, printing)


@pytest.fixture(scope="module")
def page(pdf: bytes) -> Image.Image:
    picture: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    return picture


def as_file(picture: Image.Image, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def test_a_photograph_is_read_askew_blurred_and_upside_down(page: Image.Image) -> None:
    grey = page.convert("RGB")
    askew = grey.rotate(7, expand=True, fillcolor=(150, 150, 150)).filter(ImageFilter.GaussianBlur(1))
    for picture in (grey, askew, grey.rotate(180), grey.rotate(90, expand=True)):
        assert code_in_picture(as_file(picture)) == EXPECTED
    assert code_in_picture(as_file(page.convert("P"), "PNG")) == EXPECTED


def test_a_scan_as_pdf_is_read(pdf: bytes) -> None:
    assert code_in_picture(pdf) == EXPECTED


def test_a_picture_without_a_code_of_ours_has_none() -> None:
    assert code_in_picture(as_file(Image.new("RGB", (800, 600), "white"))) is None


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\n broken", b"GIF89a", b"\xff\xd8\xff"]
)
def test_what_is_no_picture_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(NotAPictureError):
        code_in_picture(data)


def test_a_cut_off_picture_is_said_to_be_damaged(page: Image.Image) -> None:
    whole = as_file(page.convert("RGB"))
    with pytest.raises(NotAPictureError):
        code_in_picture(whole[: len(whole) // 3])


def test_a_picture_that_unpacks_to_a_giant_is_not_looked_at() -> None:
    with pytest.raises(NotAPictureError):
        code_in_picture(as_file(Image.new("1", (9000, 9000)), "PNG"))
