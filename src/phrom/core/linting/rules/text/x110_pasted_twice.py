"""X110: words stand twice in a row in one text: pasted twice, over what was to be there."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.texts import texts_of
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_LEAST = 15  # letters; less is a word that may well be said twice
_STEP = 8  # every stretch of `_LEAST` holds one whole probe of this length
_DIFFERENT = 6  # letters of an alphabet; fewer are a line to write on
_GLUE = re.compile(
    r"[\s,;/-]{0,3}(?:[0-9๐-๙]{1,2}[.)])?\s*"
)  # between the two: nothing, a blank, the number of an item
_OFFICE = re.compile(r"\W*(?:กระทรวง|กรม|จังหวัด|อำเภอ|ตำบล|เทศบาล|องค์การ|สำนัก|มหาวิทยาลัย|วิทยาลัย|โรงพยาบาล|โรงเรียน)")
_LETTER = re.compile(r"[ก-ฮA-Za-z]")


class PastedTwice(Rule):
    code = "X110"
    severity = "advice"
    title = Bilingual(th="ข้อความวางซ้ำต่อกัน", en="Words pasted twice")
    why = Bilingual(
        th="ข้อความที่วางซ้ำต่อกันทำให้อ่านไม่รู้เรื่อง และมักทับข้อความที่ควรอยู่ตรงนั้น ISO 22301:2019 ข้อ 7.5.2 ให้ทบทวนเอกสารให้ถูกต้อง",
        en="Words that stand twice in a row make a sentence hard to read, and often cover what was to stand there. "
        "ISO 22301:2019 clause 7.5.2 asks for documents to be reviewed.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for path, text in texts_of(plan):
            found = _twice(text) if len(text) >= 2 * _LEAST else None
            if found is None:
                continue
            start, length = found
            mended = text[:start] + text[start + length :]
            words = text[start : start + length].strip()[:60]
            yield self.finding(
                path,
                th=f"ข้อความ “{words}” วางซ้ำต่อกัน",
                en=f"“{words}” stands twice in a row",
                mend=mend(f"แก้เป็น “{mended[:80]}”", f"Write “{mended[:80]}”", path, mended),
            )


def _twice(text: str) -> tuple[int, int] | None:
    """Where words begin that are followed by themselves, and how long they are; None if there are none."""
    for at in range(0, len(text) - _LEAST, _STEP):
        again = text.find(text[at : at + _STEP], at + _LEAST)
        if again < 0:
            continue
        apart, start, end = again - at, at, at
        while start and text[start - 1] == text[start - 1 + apart]:
            start -= 1
        while end + apart < len(text) and text[end] == text[end + apart]:
            end += 1
        if _GLUE.fullmatch(text, end, max(end, start + apart)) and _is_writing(text[start : start + apart]):
            return start, apart
    return None


def _is_writing(words: str) -> bool:
    """No line to write on, and no office named by whom it is under: `สำนักงานปลัดกระทรวงพาณิชย์ กระทรวงพาณิชย์`."""
    return len(set(_LETTER.findall(words))) >= _DIFFERENT and not _OFFICE.match(words)
