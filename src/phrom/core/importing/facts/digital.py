"""Part 3 of the form: digital services in use and planned, and the infrastructure that people's lives depend on."""

import re

from phrom.core.importing.blocks import Block, Cell, Line, Paragraph, Table
from phrom.core.importing.draft import Draft
from phrom.core.importing.words.headings import section_kind
from phrom.core.importing.words.marks import is_dash, is_none, without_numbering
from phrom.core.plan.document import DigitalService, InfrastructureService
from phrom.core.values.duration import find_duration
from phrom.core.values.thai_text import key

_PLANNED = re.compile(r"แผนที่จะ|จะพัฒนา|ในอนาคต|ระยะต่อไป|มีแผน")
_IN_USE = re.compile(r"มีการนาระบบ|นามาใช้|ในครั้งนี้|ที่ใช้อยู่|ใช้งานอยู่|ได้นา|ปัจจุบัน")
_ITEM_3_3 = re.compile("บริการโครงสร้างพื้นฐานที่จาเป็นต่อการดารงชีวิต")  # of the form; what follows is no digital service


class DigitalReader:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.services: list[DigitalService] = []
        self.infrastructure: InfrastructureService | None = None
        self._status: str | None = None

    def read(self, headings: list[Line], blocks: list[Block]) -> None:
        """The blocks of a section on digital services."""
        for line in headings:
            self._note_status(line.text)
        for block in blocks:
            if isinstance(block, Paragraph):
                self._note_status(block.line.text)
                if self._status_line(block.line.text):
                    self.draft.furnish([block.line])
            else:
                self.read_table(block)

    def _note_status(self, text: str) -> None:
        words = key(text)
        if _PLANNED.search(words):
            self._status = "planned"
        elif _IN_USE.search(words):
            self._status = "in-use"

    @staticmethod
    def _status_line(text: str) -> bool:
        return bool(re.match(r"^\(?[\d๐-๙][\d๐-๙.]*\)?\s", text)) and "หรือไม่" in text

    def read_table(self, table: Table) -> None:
        for row in ((table.label,) if table.label else ()) + table.header:
            self._note_status(" ".join(c.text for c in row.cells if c.lines))
            self.draft.furnish(row.lines)
        if table.having("continuous"):
            self._infrastructure(table)
            return
        systems = table.having("system")
        tasks = [i for i in range(len(table.columns)) if i not in systems and "number" not in table.columns[i].kinds]
        for row in table.rows:
            if len(row.filled) == 1 and len(row.cells) == 1:
                self._note_status(row.filled[0].text)
                self.draft.furnish(row.lines)
            elif systems and tasks:
                cells = dict(enumerate(row.cells))
                task = cells.get(tasks[0], Cell()).text
                if section_kind(task) is not None or _ITEM_3_3.search(key(task)):
                    self.draft.furnish(row.lines)  # the heading of the next part, in the same table
                    continue
                self._service(cells.get(tasks[0], Cell()), cells.get(systems[0], Cell()))

    def _service(self, task: Cell, system: Cell) -> None:
        names = tuple(
            without_numbering(line.text) for line in system.lines if not is_none(line.text) and not is_dash(line.text)
        )
        tasks = [line for line in task.lines if not is_none(line.text)]
        for n, line in enumerate(tasks):
            path = f"digital_services/{len(self.services)}"
            status = self._status if self._status in ("in-use", "planned") else None
            self.services.append(
                DigitalService(task=without_numbering(line.text), systems=names if n == 0 else (), status=status)
            )
            self.draft.read(path, [line, *(system.lines if n == 0 else ())])

    def _infrastructure(self, table: Table) -> None:
        where = [i for i in table.having("mtpd") if "continuous" not in table.columns[i].kinds]
        for row in table.rows:
            longest = max(row.cells, key=lambda c: len(c.text), default=Cell())
            limit = next((row.cells[i] for i in where if i < len(row.cells) and row.cells[i].lines), Cell())
            if len(row.cells) < 2 or not longest.lines or longest is limit:
                self.draft.furnish(row.lines)
                continue
            spoken = find_duration(limit.text)
            self.infrastructure = InfrastructureService(
                text=longest.text, maximum_interruption=spoken.duration if spoken else None
            )
            self.draft.read("infrastructure_service", row.lines)
