"""From a file to a plan: the order in which the parts are read, and the account of every line at the end.

Units first, since everything refers to them; people and teams next; then processes, threats, strategies, the
checklists and the scenarios, whose steps name people, teams and units; text that names known people last.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from phrom.core.importing.blocks import SourceDocument
from phrom.core.importing.draft import Draft
from phrom.core.importing.errors import UnreadableFileError
from phrom.core.importing.facts.left_tables import left_tables
from phrom.core.importing.facts.outline import Section
from phrom.core.importing.facts.plan_reader import PlanReader
from phrom.core.importing.files.excel_file import read_excel
from phrom.core.importing.files.file_kind import Kind, file_kind
from phrom.core.importing.files.odt_file import read_odt
from phrom.core.importing.files.pdf_file import read_pdf
from phrom.core.importing.files.text_decoding import decode_text
from phrom.core.importing.files.text_file import read_text
from phrom.core.importing.files.word_file import read_word
from phrom.core.importing.own_excel.workbook import read_own_excel
from phrom.core.importing.words.headings import is_page_furniture
from phrom.core.plan.document import Part, Plan
from phrom.core.plan.paths import item_name
from phrom.core.values.source import Bilingual, ImportReport, Reading, UnplacedLine
from phrom.core.values.thai_text import thai_share

_ENOUGH_THAI = 0.15
_SAMPLES, _SAMPLE = 50, 2000
_MENDED = 0.9  # confidence in a value whose text had to be put right
_GUESSED = Bilingual(
    th="ไม่รู้จักหัวข้อของคอลัมน์นี้ จึงดูจากข้อมูลในตาราง ให้ตรวจว่าถูกช่อง",
    en="The heading of this column is not known: what it means was taken from the cells of the table. Check it.",
)


@dataclass(frozen=True)
class ReadResult:
    """The plan as read, and where each value came from."""

    plan: Plan
    report: ImportReport


def read_plan(data: bytes, file_name: str) -> ReadResult:
    """Read a plan out of a file of any kind that `file_kind` knows.

    Raises UnreadableFileError, with a sentence for people, where there is none.
    """
    kind = file_kind(data, file_name)
    own = read_own_excel(data, file_name) if kind == "xlsx" else None
    if own is not None:
        return ReadResult(*own)
    source = _blocks(data, kind)
    text = " ".join(line.text for line in source.lines)
    if not text.strip():
        raise UnreadableFileError("empty")
    if thai_share(text[:200_000]) < _ENOUGH_THAI:
        raise UnreadableFileError("not-thai")
    draft = Draft()
    reader = PlanReader(source, draft, file_name)
    plan = reader.read()
    if not reader.is_plan:
        raise UnreadableFileError("not-a-plan")
    report = _report(source, draft, plan, file_name, kind, data, reader.guessed_lines)
    return ReadResult(plan, _with_left_tables(report, reader.sections))


def _blocks(data: bytes, kind: Kind) -> SourceDocument:
    if kind == "docx":
        return read_word(data)
    if kind == "odt":
        return read_odt(data)
    if kind == "xlsx":
        return read_excel(data)
    if kind == "pdf":
        return read_pdf(data)
    return _from_text(decode_text(data))


def _from_text(text: str) -> SourceDocument:
    """The blocks of a text; whether it is Thai is asked first, on samples, so that a huge other text is no work."""
    if text.strip() and len(text) > _SAMPLES * _SAMPLE:
        step = len(text) // _SAMPLES
        sample = " ".join(text[i * step : i * step + _SAMPLE] for i in range(_SAMPLES))
        if thai_share(sample) < _ENOUGH_THAI:
            raise UnreadableFileError("not-thai")
    return read_text(text)


def settled(readings: list[Reading], plan: Plan) -> tuple[Reading, ...]:
    """The readings of what is in the plan; a part given up (a phase without steps) leaves its lines unplaced."""
    known = set(_paths("", plan))
    return tuple(reading for reading in readings if reading.path in known)


def _paths(path: str, value: object) -> Iterator[str]:
    """Every path that leads somewhere in a plan, also to what is absent."""
    yield path
    if isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _paths(f"{path}/{name}" if path else name, getattr(value, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _paths(f"{path}/{item_name(item, index)}", item)


def _doubted(reading: Reading, mended: Mapping[int, Bilingual], guessed: frozenset[int]) -> Reading:
    """A number that had to be put right, and a value below a heading that nobody knows, are less sure, and say why."""
    reason = next((mended[n] for n in reading.lines if n in mended), None) if "/phones" in reading.path else None
    if reason is None and not guessed.isdisjoint(reading.lines):
        reason = _GUESSED
    if reason is None or reading.reason is not None:
        return reading
    return reading.model_copy(update={"reason": reason, "confidence": min(reading.confidence, _MENDED)})


def _with_left_tables(report: ImportReport, sections: list[Section]) -> ImportReport:
    """The report with the tables of which nothing was read; a number in one of them is no number of a page or row."""
    placed = {number for reading in report.readings for number in reading.lines}
    unplaced = {line.number for line in report.unplaced}
    tables = left_tables(sections, placed, unplaced)
    unplaced |= {number for table in tables for number in table.lines}.intersection(report.furniture)
    return report.model_copy(
        update={
            "furniture": tuple(number for number in report.furniture if number not in unplaced),
            "unplaced": tuple(UnplacedLine(number=x.number, text=x.text) for x in report.lines if x.number in unplaced),
            "left_tables": tables,
        }
    )


def _report(
    source: SourceDocument, draft: Draft, plan: Plan, file_name: str, kind: Kind, data: bytes, guessed: frozenset[int]
) -> ImportReport:
    readings = tuple(_doubted(reading, source.mended, guessed) for reading in settled(draft.readings, plan))
    placed = {number for reading in readings for number in reading.lines}
    marks = {line.number for line in source.lines if is_page_furniture(line.text)}
    furniture = (draft.furniture | set(source.furniture) | marks) - placed
    numbers = {line.number for line in source.lines}
    return ImportReport(
        file_name=file_name,
        file_kind=kind,
        sha256=hashlib.sha256(data).hexdigest(),
        lines=source.lines,
        readings=readings,
        furniture=tuple(sorted(furniture & numbers)),
        unplaced=tuple(
            UnplacedLine(number=line.number, text=line.text)
            for line in source.lines
            if line.number not in placed and line.number not in furniture
        ),
    )
