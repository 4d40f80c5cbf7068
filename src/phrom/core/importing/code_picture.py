"""The code of a printed page out of a photograph, a scan, or a PDF of it."""

import io
import warnings

import zxingcpp
from PIL import Image, UnidentifiedImageError

from phrom.core.plan.version_code import PrintedCode, read_code

MOST_PIXELS = 60_000_000  # more than any telephone takes
_LONGEST_SIDE = 3000  # pixels: enough for the smallest QR on a photographed A4 page
_MOST_PAGES = 5  # of a PDF
_PDF_SCALE = 2.5  # times 72 dpi


class NotAPictureError(Exception):
    """Nothing that can be looked at: no picture, a damaged one, or one too large."""


def code_in_picture(data: bytes) -> PrintedCode | None:
    """The first code of ours in the picture, upright or not; None if there is none. Raises NotAPictureError."""
    for picture in _pictures(data):
        for found in zxingcpp.read_barcodes(picture):
            if code := read_code(found.text):
                return code
    return None


def _pictures(data: bytes) -> list[Image.Image]:
    if data[:1024].lstrip().startswith(b"%PDF"):
        return _pages(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is looked at here
            picture = Image.open(io.BytesIO(data))
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAPictureError
            picture.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))
            grey = picture.convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPictureError from error
    if max(grey.size) <= _LONGEST_SIDE:
        return [grey]
    smaller = grey.copy()
    smaller.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return [smaller, grey]


def _pages(data: bytes) -> list[Image.Image]:
    import pypdfium2  # noqa: PLC0415 - only for a PDF

    try:
        document = pypdfium2.PdfDocument(data)
        pages = [document[n] for n in range(min(len(document), _MOST_PAGES))]
        small = [page for page in pages if page.get_width() * page.get_height() * _PDF_SCALE**2 <= MOST_PIXELS]
        return [page.render(scale=_PDF_SCALE).to_pil().convert("L") for page in small]
    except pypdfium2.PdfiumError as error:
        raise NotAPictureError from error
