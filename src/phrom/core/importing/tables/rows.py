"""A stream of cells as rows. Word's text export marks where a cell starts, never where a row ends.

What is known: a row's end is followed by a blank line (but so is an empty paragraph inside a cell), a page break
may have eaten the end of a row, and the heading row says how many columns there are.
"""

from collections import Counter
from dataclasses import dataclass

from phrom.core.importing.blocks import Cell, Row
from phrom.core.importing.tables.alignment import aligned
from phrom.core.importing.tables.spoken_rows import time_above
from phrom.core.importing.words.columns import column_kinds, is_heading_cell, table_kinds
from phrom.core.importing.words.headings import phase_hours, team_heading
from phrom.core.importing.words.marks import has_bullet, is_box, is_dash, numbering
from phrom.core.values.person_name import split_name
from phrom.core.values.thai_text import key

_LABELS = (
    "หัวหน้าทีม|ทีมงาน|สมาชิก|สมาชิกทีม|หัวหน้าทีมงาน|สมาชิกในทีม|เจ้าหน้าที่ทีม|หัวหน้าทีมบริหารความต่อเนื่อง|ผู้ปฏิบัติงาน|คณะทำงาน|ผู้ร่วมทีม|ลูกทีม"
)
_LONGEST_OTHER = 24  # letters of a heading that is not known
GROUP_LABELS = frozenset(key(label) for label in _LABELS.split("|"))


@dataclass(frozen=True, slots=True)
class LooseCell:
    """A cell of the stream, with what stood around it."""

    cell: Cell
    blank_after: bool
    page_top: bool = False


def is_header_row(cells: tuple[Cell, ...]) -> bool:
    """Whether cells could be a row of headings: at least two of them, each meaningful as a heading."""
    texts = [cell.text for cell in cells if cell.lines and not is_box(cell.text)]
    if 2 <= len(texts) < len(cells) and all(phase_hours(t) is not None for t in texts):
        return True  # phases below a merged heading, to be ticked
    if len(texts) < 2 or not all(is_heading_cell(t) for t in texts):
        return False
    kinds = [column_kinds(t) for t in texts]
    if _are_answers(texts, kinds) or ("one-threat" in kinds[0] and "scenario-stage" in kinds[1]):
        return False  # `อุทกภัย | ก่อนเกิดเหตุ | …`
    if all(k <= {"level", "time"} for k in kinds):
        return len(cells) > len(texts)  # `สูง | 6 ชั่วโมง` are values; as headings they stand below merged ones
    return not (len(texts) == 2 and kinds[1] <= {"level", "time", "number"})


def _are_answers(texts: list[str], kinds: list[frozenset[str]]) -> bool:
    """`อัคคีภัย | ใช่ | ใช่ | ไม่ใช่`: the answers of a row; as headings each of them would stand once, below an item."""
    answered = all(k & {"yes", "no"} for k in kinds[1:])
    said_of_one = len(texts) == 2 and "item" not in kinds[0]
    return answered and ("one-threat" in kinds[0] or said_of_one or len(set(texts[1:])) < len(texts[1:]))


def opens_table(upper: tuple[Cell, ...], lower: tuple[Cell, ...] = ()) -> bool:
    """Whether a row of headings, with the row below it, says which table this is."""
    if not is_header_row(upper):
        if is_header_row(lower):
            return _stands_over(upper, lower)
        return _is_header_with_another(upper)
    kinds = kinds_of(upper)
    if table_kinds(kinds):
        return True
    # rows of as many cells, all of them filled, are no merged headings with their own below
    below = len(lower) != len(upper) or any(not cell.lines for cell in upper)
    return below and is_header_row(lower) and bool(table_kinds([*kinds, *kinds_of(lower)]))


def _stands_over(upper: tuple[Cell, ...], lower: tuple[Cell, ...]) -> bool:
    """Headings with a word that no plan is known to use, above a row that is all headings and has more of them."""
    texts = [cell.text for cell in upper if cell.lines]
    known = [column_kinds(text) for text in texts if is_heading_cell(text)]
    short = all(len(key(text)) <= _LONGEST_OTHER and not has_bullet(text) for text in texts)
    named = short and len(texts) > len(known) >= 2 and len(known) > len(texts) / 2 and split_name(texts[0]) is None
    return named and len(lower) > len(upper) and bool(table_kinds([*known, *kinds_of(lower)]))


def _is_header_with_another(cells: tuple[Cell, ...]) -> bool:
    """Headings that say which table this is, and among them fewer words that no plan is known to head a column with."""
    texts = [cell.text for cell in cells if cell.lines]
    other = [text for text in texts if not is_heading_cell(text)]
    known = [column_kinds(text) for text in texts if is_heading_cell(text)]
    if not all(_may_head(text) for text in other) or len(set(other)) < len(other) or not other:
        return False
    if len(known) < max(3, len(other) + 1) or any(kinds <= {"level", "time", "number"} for kinds in known[1:]):
        return False
    return bool(table_kinds(known)) and _says_headings(known, 2 if len(other) == 1 else 3)


def _may_head(text: str) -> bool:
    """Whether words that are not known can head a column: short, without number, bullet or name."""
    short = len(key(text)) <= _LONGEST_OTHER and not has_bullet(text) and text.isprintable()
    return short and not any(ch.isdigit() for ch in text) and not is_dash(text) and split_name(text) is None


def _says_headings(known: list[frozenset[str]], least: int) -> bool:
    """Headings are told from data by what no cell of data says: MTPD, impact, telephone, who is responsible, when."""
    words = frozenset(
        {
            "mtpd",
            "rto",
            "rpo",
            "impact",
            "phone",
            "responsible",
            "owner",
            "done",
            "strategy",
            "primary",
            "role",
            "stage",
            "scenario-stage",
        }
    )
    answers = [kinds & {"yes", "no"} for kinds in known if kinds & {"yes", "no"}]
    return sum(bool(kinds & words) for kinds in known) >= least or answers == [{"yes"}, {"no"}]


def kinds_of(cells: tuple[Cell, ...]) -> list[frozenset[str]]:
    return [column_kinds(cell.text) for cell in cells if cell.lines]


def is_label(text: str) -> bool:
    """A full-width row inside a table: whose part follows, which phase, or how long the work below it may stop."""
    known = key(text) in GROUP_LABELS or team_heading(text) is not None or phase_hours(text) is not None
    return known or time_above(text) is not None


def rows_of(cells: list[LooseCell], *, loose: bool = False) -> list[Row]:
    """Rows from a cell stream. `loose`: the source has no cell marks, every paragraph came as a cell."""
    groups = _groups(cells)
    width = 0
    rows: list[Row] = []
    pending: list[LooseCell] = []
    kinds: list[frozenset[str]] = []

    def close(complete: bool) -> None:
        if pending:
            rows.extend(loose_rows(pending, kinds, width) if loose and kinds else _chunks(pending, width, complete))
            pending.clear()

    after_header = False
    for i, group in enumerate(groups):
        plain = tuple(c.cell for c in group)
        below = tuple(c.cell for c in groups[i + 1]) if i + 1 < len(groups) else ()
        if (opens_table(plain, below) or (after_header and len(group) > width and is_header_row(plain))) and not (
            pending and len(pending) + len(group) == width
        ):
            close(len(pending) == width or not width)
            width = max(width, len(group)) if after_header else len(group)
            after_header = True
            kinds = [column_kinds(cell.text) for cell in plain]
            rows.append(Row(plain))
            continue
        after_header = False
        if not pending and len(group) == 1 and width != 1 and _stands_alone(group[0].cell.text):
            rows.append(Row(plain))
            continue
        if pending and (len(pending) >= width or len(pending) + len(group) > width or _new_row(group, pending)):
            close(len(pending) >= width)
        pending.extend(group)
    close(len(pending) >= width)
    return rows if width else _uniform(rows)


def _stands_alone(text: str) -> bool:
    return is_label(text) or len(key(text)) > 140


def _new_row(group: list[LooseCell], pending: list[LooseCell]) -> bool:
    """After a page break a numbered first cell starts a new row: the old one lost its end."""
    return (
        group[0].page_top and numbering(group[0].cell.text) is not None and numbering(pending[0].cell.text) is not None
    )


def _groups(cells: list[LooseCell]) -> list[list[LooseCell]]:
    groups: list[list[LooseCell]] = [[]]
    for cell in cells:
        if cell.page_top and groups[-1]:
            groups.append([])
        groups[-1].append(cell)
        if cell.blank_after:
            groups.append([])
    return [part for g in groups if g for part in _without_title(g)]


def _without_title(group: list[LooseCell]) -> list[list[LooseCell]]:
    """A long title cell runs straight on into the headings below it: they are two rows."""
    glued = _glued_headings(group)
    if glued:
        return [group[:glued], *_without_title(group[glued:])]
    rest = tuple(c.cell for c in group[1:])
    if len(group) >= 3 and not is_heading_cell(group[0].cell.text) and group[0].cell.lines and opens_table(rest):
        return [group[:1], group[1:]]
    return [group]


def _glued_headings(group: list[LooseCell]) -> int:
    """How many first cells are headings, where no blank line parts them from the data; 0 where they are parted."""
    n = next((i for i, c in enumerate(group) if not c.cell.lines or not is_heading_cell(c.cell.text)), len(group))
    if n < 2 or len(group) < 2 * n:
        return 0
    for width in range(n, 1, -1):
        cells = tuple(c.cell for c in group[:width])
        if (len(group) - width) % width == 0 and table_kinds(kinds_of(cells)) and opens_table(cells):
            return width
    return 0


def _chunks(cells: list[LooseCell], width: int, complete: bool) -> list[Row]:
    plain = [c.cell for c in cells]
    if not width or len(plain) <= width:
        return [Row(tuple(plain), complete)]
    rows = [plain[i : i + width] for i in range(0, len(plain), width)]
    return [Row(tuple(row), len(row) == width) for row in rows]


def loose_rows(cells: list[LooseCell], kinds: list[frozenset[str]], width: int) -> list[Row]:
    """Rows of paragraphs: a number in sequence starts a row; what is too long for its columns is laid over them."""
    plain = _whole_names([c.cell for c in cells])
    rows: list[Row] = []
    for part in _numbered_parts(plain):
        if len(part) == width:
            rows.append(Row(tuple(part)))
        elif len(part) < width:
            rows.append(Row(tuple(part), complete=False))
        else:
            rows.extend(Row(tuple(row)) for row in aligned(part, kinds))
    return rows


def _numbered_parts(cells: list[Cell]) -> list[list[Cell]]:
    """The paragraphs parted before each number that is one more than the last; whole where the first has none."""
    number = numbering(cells[0].text)
    if number is None or not number.isdigit() or has_bullet(cells[0].text):
        return [cells]
    parts, wanted = [[cells[0]]], int(number) + 1
    for cell in cells[1:]:
        if numbering(cell.text) == str(wanted) and not has_bullet(cell.text):
            parts.append([cell])
            wanted += 1
        else:
            parts[-1].append(cell)
    return parts


def _whole_names(cells: list[Cell]) -> list[Cell]:
    joined: list[Cell] = []
    for cell in cells:
        if joined and _half_a_name(joined[-1].text, cell.text):
            joined[-1] = Cell(joined[-1].lines + cell.lines, joined[-1].start)
        else:
            joined.append(cell)
    return joined


def _half_a_name(text: str, following: str) -> bool:
    """A title and given name alone, with the family name on the next line."""
    name = split_name(text)
    return (
        name is not None and name.family is None and not any(c.isdigit() for c in following) and not is_dash(following)
    )


def _uniform(rows: list[Row]) -> list[Row]:
    """Without headings: the width that most groups have is the table's."""
    sizes = Counter(len(row.cells) for row in rows)
    width = sizes.most_common(1)[0][0] if sizes else 0
    return [Row(row.cells, len(row.cells) >= width) for row in rows]
