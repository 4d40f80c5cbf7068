"""Small PDFs written by hand: words at their places, rules, pictures. What letters look like does not matter."""

from collections.abc import Sequence

from phrom.core.importing.files.pdf_text import is_mark

Word = tuple[float, float, str]  # from the left, from the bottom, what it says
Rule = tuple[float, float, float, float]
SIZE = 10


def pdf_of(pages: Sequence[tuple[Sequence[Word], Sequence[Rule]]], *, picture: bool = False, drawn: str = "") -> bytes:
    """A PDF of these pages, A4; letters are half as wide as high, marks take no room. `picture`: one on each page;
    `drawn`: further operators on each."""
    letters = sorted({char for words, _ in pages for _, _, text in words for char in text})
    codes = {char: code for code, char in enumerate(letters, start=1)}
    assert len(codes) < 255
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", _font(letters), _stream(_unicode(codes)), _PICTURE]
    kids = []
    for words, rules in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        held = "/Font<</F 3 0 R>>/XObject<</P 5 0 R>>"
        content = _content(words, rules, codes) + ("q 500 0 0 700 40 40 cm /P Do Q" if picture else "") + drawn
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<{held}>>/Contents {len(objects) + 2} 0 R>>"
        objects += [page.encode(), _stream(content)]
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return _file(objects)


def boxes(left: Sequence[float], heights: Sequence[float]) -> list[Rule]:
    """The rules around cells: uprights at `left`, level ones at `heights`."""
    level = [(left[0], y, left[-1], y) for y in heights]
    return level + [(x, heights[0], x, heights[-1]) for x in left]


_PICTURE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\n"
    b"stream\n\x80\nendstream"
)


def _font(letters: Sequence[str]) -> bytes:
    widths = " ".join("0" if is_mark(char) and char != "ำ" else "500" for char in letters)
    held = f"/FirstChar 1/LastChar {len(letters)}/Widths[{widths}]/ToUnicode 4 0 R"
    return f"<</Type/Font/Subtype/TrueType/BaseFont/Invented{held}>>".encode()


def _unicode(codes: dict[str, int]) -> str:
    lines = [f"<{code:02X}> <{ord(char):04X}>" for char, code in codes.items()]
    parts = [lines[i : i + 100] for i in range(0, len(lines), 100)]
    maps = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{maps}endcmap end end"
    )


def _content(words: Sequence[Word], rules: Sequence[Rule], codes: dict[str, int]) -> str:
    drawn = [f"{x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in rules]
    for x, y, text in words:
        shown = "".join(f"{codes[char]:02X}" for char in text)
        drawn.append(f"BT /F {SIZE} Tf {x} {y} Td <{shown}> Tj ET")
    return "\n".join(drawn)


def _stream(text: str) -> bytes:
    return f"<</Length {len(text)}>>\nstream\n{text}\nendstream".encode()


def _file(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return out + f"{head}trailer <</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF".encode()
