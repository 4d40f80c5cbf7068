"""Which areas a threat strikes, told in lines instead of a matrix: `อุทกภัย : ส่งผลกระทบต่อด้านอาคาร ด้านบุคลากร`.

What a line does not name stays not assessed; `ทุกด้าน` names all five, `ไม่ส่งผลกระทบต่อ…` says no.
"""

import re
from collections.abc import Iterator

from phrom.core.importing.blocks import Line
from phrom.core.importing.draft import Draft
from phrom.core.importing.facts.threats import ThreatBook, says_every
from phrom.core.importing.words.columns import areas_in
from phrom.core.importing.words.marks import has_bullet, numbering, without_bullet, without_numbering
from phrom.core.importing.words.scenario_words import threat_slug
from phrom.core.plan.document import AREAS, Area
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key, tidy

_SENTENCE = Bilingual(th="อ่านจากประโยค ไม่ใช่จากตาราง", en="Read out of a sentence, not from a table.")
_STRIKES = re.compile(
    r"\s*(?:(?:ทรัพยากร|ด้าน|สิ่ง)?ที่(?:จะ|อาจ)?(?:ได้รับ|ถูก)(?:ผล)?กระทบ(?:\s*(?:ได้แก่|คือ|มี|:))?|"
    r"(?:ซึ่ง|จะ|อาจ|ที่)*\s*(?:ส่งผล(?:กระทบ)?|มีผล(?:กระทบ)?|ก่อให้เกิดผลกระทบ|กระทบ|สร้างความเสียหาย)(?:ต่อ|กับ|แก่|ด้าน)?|"
    r"[:：]|→|=>|->|(?<=\s)[–—-](?=\s))\s*"
)
_NOT = re.compile(r"(?:แต่)?ไม่(?:ส่งผล|มีผล|กระทบ|ได้รับผล)")
_LABEL = re.compile(r"^(?:ภัย(?:คุกคาม|พิบัติ)?|เหตุการณ์|ความเสี่ยง|สถานการณ์)(?:(?:ที่)?\s*[\d๐-๙]*\s*[:：]\s*|ที่\s*[\d๐-๙]+\s+)")
_HAPPENING = re.compile(r"(?:เหตุ|ภัย|กรณี|การ)")  # `เหตุบุคคลบุกรุก` names people and is no area
_FEWEST = 2  # lines of a run
_LONGEST_NAME = 48
_LONGEST_LINE = 400


def runs_of_threats(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines one after the other, each of a list, a threat and the areas that it strikes: two at the least."""
    run: list[Line] = []
    for line in lines:
        if _tells_areas(line.text):
            run.append(line)
            continue
        if len(run) >= _FEWEST:
            yield run
        run = []
    if len(run) >= _FEWEST:
        yield run


def _tells_areas(text: str) -> bool:
    if len(text) > _LONGEST_LINE or not (numbering(text) or has_bullet(text)):
        return False
    bare = without_numbering(text) if numbering(text) else without_bullet(text)
    strikes = _STRIKES.search(bare)
    return strikes is not None and _is_threat(tidy(bare[: strikes.start()])) and bool(areas_in(bare[strikes.end() :]))


def read_threat_lines(lines: list[Line], draft: Draft, threats: ThreatBook) -> None:
    """Add the impacts that lines of the section on threats tell; a line without areas may head the lines below it."""
    current: str | None = None
    for line in lines:
        if line.number in draft.placed or len(line.text) > _LONGEST_LINE:
            current = None
            continue
        text = _LABEL.sub("", without_numbering(line.text) if numbering(line.text) else without_bullet(line.text))
        strikes = _STRIKES.search(text)
        head = tidy(text[: strikes.start()] if strikes else text)
        tail = text[strikes.end() :] if strikes else ""
        listed = bool(numbering(line.text) or has_bullet(line.text))
        told = listed and strikes is not None and 4 <= len(key(head)) <= _LONGEST_NAME and bool(areas_in(tail))
        happening = not areas_in(head) or _HAPPENING.match(head)
        if (_is_threat(head) and (areas_in(tail) or not areas_in(head))) or (told and happening):
            current = threats.see(head, (line,))
            _affect(current, tail, line, draft, threats)
        elif strikes and areas_in(head) and _threats_in(tail):
            for name in _threats_in(tail):
                _add(threats.see(name, (line,)), areas_in(head)[0], line, draft, threats, affected=True)
        elif current is not None and areas_in(text):
            _affect(current, text, line, draft, threats)
        else:
            current = None


def _is_threat(text: str) -> bool:
    return threat_slug(text) is not None and len(key(text)) <= _LONGEST_NAME


def _threats_in(text: str) -> list[str]:
    parts = [tidy(part) for part in re.split(r"\s*[,;]\s*|\s+และ\s*|\s+", text)]
    return [part for part in parts if _is_threat(part)]


def _affect(threat: str, text: str, line: Line, draft: Draft, threats: ThreatBook) -> None:
    no = _NOT.search(text)
    said, denied = (text[: no.start()], text[no.start() :]) if no else (text, "")
    for area in AREAS if says_every(said) else areas_in(said):
        _add(threat, area, line, draft, threats, affected=True)
    for area in areas_in(denied):
        _add(threat, area, line, draft, threats, affected=False)


def _add(threat: str, area: Area, line: Line, draft: Draft, threats: ThreatBook, *, affected: bool) -> None:
    place = threats.assess(threat, area, affected=affected)
    if place is not None:
        draft.read(f"impacts/{place}", [line], confidence=0.8, reason=_SENTENCE)
