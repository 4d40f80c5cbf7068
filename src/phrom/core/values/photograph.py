"""A photograph made safe to keep: read as a picture, turned upright, made smaller, without anything that a camera or a
program wrote beside the picture (place, time, name of the telephone). What cannot be read as one is refused."""

import io
import struct
from dataclasses import dataclass

from PIL import Image, ImageOps

LONGEST_EDGE = 1600  # pixels; enough to see a crack, small enough for a telephone
MOST_BYTES = 20 * 1024 * 1024  # of the file that comes in
MOST_PIXELS = 60_000_000  # more would only fill the memory
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_QUALITY = 80


class NotAPhotographError(ValueError):
    """The bytes are no picture that can be read, or one that is too large."""


@dataclass(frozen=True)
class Photograph:
    jpeg: bytes
    width: int
    height: int


def photograph(data: bytes) -> Photograph:
    """Raises NotAPhotographError. The same bytes give the same picture."""
    if len(data) > MOST_BYTES:
        raise NotAPhotographError("too large")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotAPhotographError("too many pixels")
            opened.draft("RGB", (LONGEST_EDGE * 2, LONGEST_EDGE * 2))  # a JPEG is read smaller at once
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
            picture = _on_white(upright)
    except NotAPhotographError:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, Image.DecompressionBombError) as error:
        raise NotAPhotographError(str(error)) from error
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return Photograph(out.getvalue(), picture.width, picture.height)


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency, and as a new picture: nothing beside the pixels comes along."""
    with_alpha = picture.convert("RGBA")
    plain = Image.new("RGB", with_alpha.size, "white")
    plain.paste(with_alpha, mask=with_alpha.getchannel("A"))
    return plain
