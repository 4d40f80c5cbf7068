"""A label and its value with a gap between them: `เจ้าของงาน          ฝ่ายทะเบียน`, as borderless tables become in text.

Only a label that is known makes a pair of such a line, and only where no second gap follows: rows of a table with
several cells stay as they are.
"""

import re

from phrom.core.importing.names.units import is_unit
from phrom.core.importing.words.columns import column_kinds, is_heading_cell
from phrom.core.importing.words.marks import inline_answer, without_bullet
from phrom.core.plan.document import AREAS
from phrom.core.values.thai_text import key, tidy

_GAP = re.compile(
    r"^(?P<indent>[ \u00a0\t]*)(?P<label>[^\s:：](?:[^\t:：]*?[^\s:：])?)(?:[ \u00a0]{3,}|[ \u00a0]*\t[ \u00a0\t]*)"
    r"(?P<value>\S.*?)\s*$"
)
_SECOND = re.compile(r"[ \u00a0]{3,}|\t")
_LABELS = frozenset(
    {"unit", "owner", "responsible", "impact", "mtpd", "rto", "rpo", "mbco", "phone", "position", "name", "email"}
) | frozenset(AREAS)
_LONGEST = 40
_LONGEST_LINE = 400  # letters and blanks
_LONGEST_HEADING = 16


def with_colons(texts: list[str]) -> list[str]:
    """Lines of a text, with a colon in the gaps of those that stand below one another, each with its own label."""
    found = [text if "\t" in text else with_colon(text) for text in texts]
    told = [one != text for one, text in zip(found, texts, strict=True)]
    beside = [told[max(i - 1, 0) : i] + told[i + 1 : i + 2] for i in range(len(texts))]
    return [one if any(near) else text for one, text, near in zip(found, texts, beside, strict=True)]


def with_colon(text: str) -> str:
    """The text with a colon in the gap between a known label and its value; any other text as it is."""
    match = _GAP.match(text) if len(text) <= _LONGEST_LINE else None
    # asked of the tidied text: its pattern tries every way to share out a run of blanks
    if match is None or inline_answer(tidy(text)) or _SECOND.search(match["value"]) or _SECOND.search(match["label"]):
        return text
    label = tidy(without_bullet(match["label"]))
    known = column_kinds(label) & _LABELS if len(key(label)) <= _LONGEST and is_heading_cell(label) else frozenset()
    value = tidy(match["value"])
    if not known or (_heads(value) and not known & column_kinds(value)):
        return text
    return f"{match['indent']}{match['label']} : {match['value']}"


def _heads(value: str) -> bool:
    """Whether what stands behind the gap is one more heading, as of a table without lines."""
    plain = len(key(value)) <= _LONGEST_HEADING and not any(ch.isdigit() for ch in value)
    return plain and is_heading_cell(value) and bool(column_kinds(value) & _LABELS) and not is_unit(value)
