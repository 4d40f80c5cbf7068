"""Numbers, times and signs in the ways in which offices write them."""

from tools.layouts.choices import Choices
from tools.reading.document import LEFT, Document, Paragraph, Table
from tools.reading.likeness import hours

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
Cell = tuple[str, ...]
TICKS = ("✓", "/", "X", "☑", "\uf0fc", "●", "√")


def phone(choices: Choices, number: str) -> str:
    n = "0" + number[3:]
    style = choices.of(
        "phone",
        "0812345678",
        "081-234-5678",
        "081 234 5678",
        "08-1234-5678",
        "08 1234 5678",
        "081-2345678",
        "โทร. 0812345678",
    )
    parts = {
        "0812345678": n,
        "081-234-5678": f"{n[:3]}-{n[3:6]}-{n[6:]}",
        "081 234 5678": f"{n[:3]} {n[3:6]} {n[6:]}",
        "08-1234-5678": f"{n[:2]}-{n[2:6]}-{n[6:]}",
        "08 1234 5678": f"{n[:2]} {n[2:6]} {n[6:]}",
        "081-2345678": f"{n[:3]}-{n[3:]}",
        "โทร. 0812345678": f"โทร. {n}",
    }
    return parts[style]


def duration(choices: Choices, iso: str) -> str:
    """`6 ชั่วโมง`, `ไม่เกิน 6 ชม.`, `ภายใน 6 ชั่วโมง`; weeks and months where they are whole."""
    total = hours(iso) or 0
    style = choices.of("duration", "6 ชั่วโมง", "6 ชม.", "ไม่เกิน 6 ชั่วโมง", "ภายใน 6 ชม.")
    if total < 1:
        text = f"{total * 60:.0f} นาที"
    elif total < 24:
        text = f"{total:.0f} {'ชม.' if 'ชม' in style else 'ชั่วโมง'}"
    elif total in (168, 336) and choices.of("weeks", "7 วัน", "1 สัปดาห์") == "1 สัปดาห์":
        text = f"{total / 168:.0f} สัปดาห์"
    elif total == 720 and choices.of("months", "30 วัน", "1 เดือน") == "1 เดือน":
        text = "1 เดือน"
    else:
        text = f"{total / 24:.0f} วัน"
    return {"ไม่": "ไม่เกิน ", "ภา": "ภายใน "}.get(style[:2], "") + text


def table(rows: list[list[str]], heads: int) -> Table:
    """Rows of texts, a new line in a cell as \\n, as a table; short rows run over to the right."""
    width = max(len(row) for row in rows)
    full = [row + [LEFT] * (width - len(row)) for row in rows]
    return Table(tuple(tuple(tuple(cell.split("\n")) for cell in row) for row in full), heads)


def paragraphs(*lines: str) -> list[Paragraph]:
    return [Paragraph(line) for line in lines]


def items(choices: Choices, name: str, texts: list[str]) -> list[Paragraph]:
    """A list of steps or actions under a heading."""
    style = choices.of(name, "- ", "• ", "1. ", "(1) ", "1) ", "numbered by Word", "bullets by Word", "– ")
    if style == "bullets by Word":
        return [Paragraph(text, "bullet") for text in texts]
    if style == "numbered by Word":
        return [Paragraph(text, "numbered", n) for n, text in enumerate(texts, 1)]
    return paragraphs(*(style.replace("1", str(n)) + text for n, text in enumerate(texts, 1)))


def in_digits(choices: Choices, document: Document) -> Document:
    digits = choices.of("digits", "arabic", "thai")
    if digits == "arabic":
        return document
    head = {**document.head, "digits": "thai"}
    return Document(document.changed(lambda text: text.translate(THAI)).blocks, head)
