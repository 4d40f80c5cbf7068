"""Where a value was read, how sure the reader is, and what became of every line of the source."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(_Value):
    """A sentence for people, in both languages."""

    th: str
    en: str


class SourceLine(_Value):
    """A line of the source as text; `number` counts from 1. A Word file is counted in its linear form:
    each paragraph, and each paragraph of a cell, is a line."""

    number: int
    text: str
    place: str | None = None  # "ตาราง 3 แถว 2 ช่อง 1", "หน้า 4": what a person can find in the original


class Reading(_Value):
    """One value of the plan and the lines it came from.

    `path` names the value by keys and ids, parted by `/`: `people/person-3/phones/0`,
    `processes/process-1/mtpd`, `continuity_team/teams/team-1/members/0/primary`. List items that have an id are
    named by it, others by their index.
    """

    path: str
    lines: tuple[int, ...]
    text: str | None = None  # the source's own words
    confidence: float = 1.0  # 0..1
    reason: Bilingual | None = None  # why unsure
    by: str | None = None  # who placed it by hand, mended it or found it right


class UnplacedLine(_Value):
    number: int
    text: str


class SetAside(_Value):
    """A line that somebody found to be no part of the plan."""

    number: int
    by: str


class LeftTable(_Value):
    """A table of the source that no reader took. `above`: the caption right above it; `rows`: cells, each its lines.

    `headings`: how many rows on top head the columns, as far as the reader can tell.
    """

    above: tuple[UnplacedLine, ...] = ()
    rows: tuple[tuple[tuple[UnplacedLine, ...], ...], ...]
    headings: int = 0

    @property
    def lines(self) -> tuple[int, ...]:
        """The numbers of its lines and of the line above it, in their order."""
        return tuple(sorted({line.number for row in (*self.rows, (self.above,)) for cell in row for line in cell}))


class ImportReport(_Value):
    """What reading a file gave besides the plan: provenance, and an account of every line."""

    format: Literal["phrom-import-report/1"] = "phrom-import-report/1"
    file_name: str
    file_kind: Literal["txt", "docx", "odt", "pdf", "xlsx", "yaml"]
    sha256: str
    lines: tuple[SourceLine, ...]  # every non-blank line
    readings: tuple[Reading, ...]
    furniture: tuple[int, ...]  # page marks, table headings, titles, catch-words
    unplaced: tuple[UnplacedLine, ...]
    left_tables: tuple[LeftTable, ...] = ()  # whole tables among the unplaced lines
    set_aside: tuple[SetAside, ...] = ()
    not_taken: tuple[str, ...] = ()  # paths: read here, but the plan keeps what an earlier file said
    seconds: float | None = None  # that the reading took

    def lines_behind(self, path: str) -> tuple[int, ...]:
        """Numbers of the lines behind a path: its own, else those of the parts below it, else of its parent."""
        return _lines_behind(self.readings, path)


def _lines_behind(readings: tuple[Reading, ...], path: str) -> tuple[int, ...]:
    while path:
        found = {n for r in readings if r.path == path for n in r.lines}
        found = found or {n for r in readings if r.path.startswith(path + "/") for n in r.lines}
        if found:
            return tuple(sorted(found))
        path = path.rpartition("/")[0]
    return ()
