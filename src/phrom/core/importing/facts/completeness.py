"""The completeness form of สำนักงาน ก.พ.ร.: item, text and answer, from a table of ticks or from lines."""

import re

from phrom.core.importing.blocks import Cell, Line, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.words.marks import (
    has_bullet,
    inline_answer,
    numbering,
    tick,
    without_bullet,
    without_numbering,
)
from phrom.core.plan.document import ChecklistItem
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import arabic_digits, key, tidy

_BOXED = re.compile(
    r"\s*(?P<sign>[☐☑☒□✓✔√\uf0fe\uf0fc\uf052\uf0a8\uf06f]|[(\[]\s*[/✓xX]?\s*[)\]])\s*(?P<words>[ก-๎\d(].{3,})$"
)
_COUNTED = Bilingual(th="จับคู่เครื่องหมายกับข้อย่อยตามจำนวน", en="Ticks and sub-items were matched by their number.")
_UNCLEAR = Bilingual(th="เครื่องหมายไม่ครบหรือทำทั้งสองช่อง", en="Ticks are missing, or stand in both columns.")


class FormReader:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.items: list[ChecklistItem] = []
        self._parent, self._parts = "", 0  # the item whose parts follow, and how many have come

    def read_table(self, table: Table) -> bool:
        """Rows of item, มี and ไม่มี (or one column of answers); False if the table is no form."""
        yes, no, answer = (next(iter(table.having(kind)), None) for kind in ("yes", "no", "answer"))
        if (yes is None or no is None) and answer is None:
            return False
        text_columns = [
            i for i, c in enumerate(table.columns) if i not in (yes, no, answer) and "number" not in c.kinds
        ]
        numbers = table.having("number")
        for row in table.header:
            self.draft.furnish(row.lines)
        if not text_columns:
            return False
        text_columns = [i for i in text_columns if "item" in table.columns[i].kinds] or text_columns
        self._parent, self._parts = "", 0
        for n, row in enumerate(table.rows):
            cells = dict(enumerate(row.cells))
            cell = cells.get(text_columns[0], Cell())
            if not cell.lines:
                self.draft.furnish(row.lines)
                continue
            number = cells.get(numbers[0], Cell()) if numbers else Cell()
            below = table.rows[n + 1].cells if n + 1 < len(table.rows) else ()
            if self._opens_parts(cell, number, row.lines, below[text_columns[0] : text_columns[0] + 1]):
                continue
            marks = (
                (cells.get(yes), cells.get(no))
                if yes is not None and no is not None
                else (cells.get(answer or 0), None)
            )
            self._row(cell, number, marks, row.lines, row.complete)
        return True

    def _row(
        self, cell: Cell, number: Cell, marks: tuple[Cell | None, Cell | None], lines: tuple[Line, ...], complete: bool
    ) -> None:
        first, *rest = cell.lines
        item = arabic_digits(number.text).strip(" .") or numbering(first.text) or ""
        answered = any(mark and any(tick(x.text) is not None for x in mark.lines) for mark in marks)
        if first.text.startswith("ส่วนที่") or (not answered and not rest and not re.search(r"\d", item)):
            self.draft.furnish(lines)
            return
        item = self._numbered(item, first.text)
        subs = _sub_items(rest)
        if len(subs) >= 2:
            self._subs(item, first, subs, marks, cell.start)
        else:
            words = " ".join([without_numbering(first.text), *(x.text for x in rest)])
            self._add(item, words, cell.lines, _answer(marks), marks, sure=complete or answered)
        self.draft.furnish(lines)

    def _opens_parts(self, cell: Cell, number: Cell, lines: tuple[Line, ...], below: tuple[Cell, ...]) -> bool:
        """`2.4 กลยุทธ์และแนวทาง…` without a tick, and bulleted parts in the rows below it: a heading."""
        item = arabic_digits(number.text).strip(" .") or numbering(cell.text) or ""
        own = {*cell.lines, *number.lines}
        ticked = any(tick(line.text) for line in lines if line not in own)
        if has_bullet(cell.text):
            return False
        self._parent, self._parts = item, 0
        if ticked or len(cell.lines) > 1 or not item or not (below and has_bullet(below[0].text)):
            return False
        self.draft.furnish(lines)
        return True

    def _numbered(self, item: str, text: str) -> str:
        """A part's number below the item that it belongs to: `2.4.1`."""
        if item or not has_bullet(text) or not self._parent:
            return item
        self._parts += 1
        return f"{self._parent}.{self._parts}"

    def _subs(
        self, item: str, first: Line, subs: list[Line], marks: tuple[Cell | None, Cell | None], start: int
    ) -> None:
        """Sub-items with their ticks: by number where every one has a tick, else by the line they stand on."""
        ticks = [[x for x in mark.lines if tick(x.text)] if mark else [] for mark in marks]
        counted = {(len(subs), 0): True, (0, len(subs)): False}.get((len(ticks[0]), len(ticks[1])))
        by_offset: dict[int, bool] = {}
        for state, mark, found in zip((True, False), marks, ticks, strict=True):
            by_offset.update({x.number - mark.start: state for x in found} if mark else {})
        if not set(by_offset) <= {line.number - start for line in subs} or len(by_offset) < sum(map(len, ticks)):
            by_offset = {}  # ticks and items do not stand on the same lines: which is whose cannot be told
        for n, line in enumerate(subs, start=1):
            answer = counted if counted is not None else by_offset.get(line.number - start)
            behind = [t[n - 1] for t in ticks if counted is not None and n <= len(t)]
            self._add(
                f"{item}.{n}" if item else str(n),
                without_bullet(line.text),
                (line, *behind),
                answer,
                (None, None),
                sure=counted is not None,
            )
        for mark in marks:
            self.draft.read(f"checklist/{len(self.items) - 1}/answer", mark.lines if mark else ())
        self.draft.furnish([first])

    def _add(
        self,
        item: str,
        text: str,
        lines: tuple[Line, ...],
        answer: bool | None,
        marks: tuple[Cell | None, Cell | None],
        *,
        sure: bool,
    ) -> None:
        path = f"checklist/{len(self.items)}"
        self.items.append(ChecklistItem(item=item or str(len(self.items) + 1), text=tidy(text), answer=answer))
        self.draft.read(path, lines, text, confidence=1.0 if sure else 0.7, reason=None if sure else _COUNTED)
        ticked = [x for mark in marks if mark for x in mark.lines]
        self.draft.read(
            f"{path}/answer",
            ticked,
            confidence=1.0 if answer is not None else 0.3,
            reason=None if answer is not None else _UNCLEAR,
        )

    def read_line(self, line: Line) -> bool:
        """`1.1 … (/) มี ( ) ไม่มี` and `2.5 Call Tree : มี`."""
        boxed = boxed_item(line.text)
        if boxed is not None:
            self._add(
                numbering(boxed[1]) or "", without_numbering(boxed[1]), (line,), boxed[0], (None, None), sure=True
            )
            return True
        match = inline_answer(line.text)
        if match:
            yes, no = (tick(match[side]) if key(match[side]) or match[side].strip() else None for side in ("yes", "no"))
            answer = True if yes and not no else False if no and not yes else None
            number = numbering(match["text"]) or ""
            if number:
                self._parent, self._parts = number, 0
            self._add(
                self._numbered(number, match["text"]),
                without_numbering(match["text"]),
                (line,),
                answer,
                (None, None),
                sure=answer is not None,
            )
            return True
        own = numbering(line.text) or ""
        if "." in own:
            self._parent, self._parts = own, 0  # its parts are answered on the lines below it
        head, colon, tail = line.text.rpartition(":")
        if colon and head and (answer := tick(tail)) is not None and tail.strip() and numbering(head):
            self._add(numbering(head) or "", without_numbering(head), (line,), answer, (None, None), sure=True)
            return True
        return False


def boxed_item(text: str) -> tuple[bool, str] | None:
    """`☑ มีคำสั่งแต่งตั้ง`: whether the box in front is ticked, and the words behind it; None without a box."""
    match = _BOXED.match(text)
    return (bool(tick(match["sign"])), match["words"]) if match else None


def _sub_items(lines: list[Line]) -> list[Line]:
    bulleted = [line for line in lines if has_bullet(line.text)]
    return bulleted or lines


def _answer(marks: tuple[Cell | None, Cell | None]) -> bool | None:
    """The one answer of a row; None where both or neither column is ticked."""
    yes, no = marks
    if no is None:
        return tick(yes.text) if yes and yes.lines else None
    ticked = [bool(mark and mark.lines and any(tick(x.text) for x in mark.lines)) for mark in (yes, no)]
    return ticked[0] if ticked[0] != ticked[1] else None
