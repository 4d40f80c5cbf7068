"""What the call tree says: to the one who is called, to the caller, to the leader. Thai and English, never a link.

Every text to be read begins with `[เหตุจริง]` or `[ซ้อม]`, then the office, what, when, where to go by when, how to
answer (ui.md, section 10). Values of the plan are words of strangers: links in them are taken apart
(`links.without_links`), line breaks and square brackets go, so that nothing can pose as the mark; long ones are cut.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from phrom.core.rendering.links import SIGNS_OF_LINKS, contains_link, parted, without_links
from phrom.core.values.duration import Duration
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_date import Language, clock_time, short_date, span_words

BLANK = "______________________"  # to be filled in by hand
LONGEST_VALUE = 120  # characters of a plan's value in a message
_MARKS = {
    True: Bilingual(th="[ซ้อม]", en="[PRACTICE]"),
    False: Bilingual(th="[เหตุจริง]", en="[REAL]"),
}
_BRACKETS = str.maketrans({"[": "(", "]": ")", "【": "(", "】": ")", "［": "(", "］": ")"})


class LinkInMessageError(Exception):
    """A finished message would hold a link: our mistake, and it must not go out."""


@dataclass(frozen=True)
class CallFacts:
    """What a call is about. `office` short if it has a short name (`สถจ.แพร่`).

    `report_at`: where to report in; `report_by` or `report_within`: until when. What is not known is left out.
    `words`: what a person has written and another approved (a warning, a text to people); it then is the message.
    `addition`: what the office adds to every call of this kind, in its own language.
    """

    practice: bool
    office: str
    threat: str | None
    happened_at: datetime | None = None
    report_at: str | None = None
    report_by: datetime | None = None
    report_within: timedelta | Duration | None = None
    words: str | None = None
    addition: str | None = None


def call_message(facts: CallFacts, reply_code: str | None) -> Bilingual:
    """The message to one person. With a `reply_code` it says how to answer; without (LINE buttons) it does not."""
    if facts.words is not None:
        return _own_words(facts, facts.words, reply_code)
    th = [
        _mark(facts, "th"),
        _value(facts.office),
        f"ประกาศใช้แผนฯ{_case(facts, 'th')}{_when(facts, 'th')}",
        *_where(facts, "th"),
        *_addition(facts),
    ]
    en = [
        _mark(facts, "en"),
        _value(facts.office),
        f"continuity plan in force{_case(facts, 'en')}{_when(facts, 'en')}.",
        *_where(facts, "en"),
        *_addition(facts),
    ]
    if reply_code is not None:
        code = _value(reply_code)
        th.append(f"ตอบ {code} เพื่อรับทราบ ตอบ 0 ถ้ามาไม่ได้")
        en.append(f"Reply {code} to acknowledge, 0 if you cannot come.")
    return _finished(th, en)


def spoken_message(facts: CallFacts) -> Bilingual:
    """What an automatic call says: no code and no signs, since it is heard; the keys are those of `callout.reply`."""
    th = [f"โทรจาก {_value(facts.office)}", _kind(facts).th]
    en = [f"Calling from {_value(facts.office)},", _kind(facts).en]
    if facts.words is not None:
        said = _lines(facts.words)
        return _finished([*th, said, "กด 1 เพื่อรับทราบ"], [*en, said, "Press 1 to acknowledge."])
    th += [f"ประกาศใช้แผนบริหารความต่อเนื่อง{_case(facts, 'th')}{_when(facts, 'th')}", *_where(facts, "th")]
    en += [f"The continuity plan is in force{_case(facts, 'en')}{_when(facts, 'en')}.", *_where(facts, "en")]
    th += [*_addition(facts), "กด 1 เพื่อรับทราบ กด 2 ถ้ามาไม่ได้"]
    en += [*_addition(facts), "Press 1 to acknowledge, 2 if you cannot come."]
    return _finished(th, en)


def _own_words(facts: CallFacts, words: str, reply_code: str | None) -> Bilingual:
    """A text that was written for this incident, in the language in which it was written."""
    said = _lines(words)
    th, en = [_mark(facts, "th"), _value(facts.office), said], [_mark(facts, "en"), _value(facts.office), said]
    if reply_code is not None:
        code = _value(reply_code)
        th.append(f"ตอบ {code} เพื่อรับทราบ")
        en.append(f"Reply {code} to acknowledge.")
    return _finished(th, en)


def _lines(text: str) -> str:
    """What a person wrote, line by line: no link, no square brackets, no control characters."""
    safe = []
    for line in text.translate(_BRACKETS).splitlines():
        words = without_links("".join(c for c in line if c.isprintable())).translate(_BRACKETS).strip()
        safe.append(parted(words) if contains_link(f"{words} ") or contains_link(words) else words)
    said = "\n".join(safe).strip()
    return parted(said) if contains_link(said) else said or "-"


CORRECTION = Bilingual(
    th="ขอยกเลิกข้อความก่อนหน้า ให้ปฏิบัติงานตามปกติ",
    en="The earlier message is withdrawn. Work as usual.",
)


def correction_message(facts: CallFacts) -> Bilingual:
    """The text that lies ready in case the call was a mistake."""
    return _finished(
        [_mark(facts, "th"), _value(facts.office), CORRECTION.th],
        [_mark(facts, "en"), _value(facts.office), CORRECTION.en],
    )


def completion_message(
    *, practice: bool, office: str, team: str, acknowledged: int, total: int, at: datetime
) -> Bilingual:
    """The call back to the leader once the last in the team has answered: how many of how many, and when."""
    facts = CallFacts(practice=practice, office=office, threat=None)
    when_th = f"{short_date(at)} {clock_time(at)}"
    when_en = f"{short_date(at, language='en')} {clock_time(at, language='en')}"
    th = f"{_value(team)} รับทราบครบ {acknowledged} จาก {total} คน เมื่อ {when_th}"
    en = f"{_value(team)} - all acknowledged, {acknowledged} of {total}, {when_en}"
    if acknowledged != total:
        th = f"{_value(team)} ติดต่อครบแล้ว รับทราบ {acknowledged} จาก {total} คน เมื่อ {when_th}"
        en = f"{_value(team)} - everybody tried, {acknowledged} of {total} acknowledged, {when_en}"
    return _finished([_mark(facts, "th"), _value(office), th], [_mark(facts, "en"), _value(office), en])


def caller_script(facts: CallFacts) -> Bilingual:
    """What a caller reads aloud: who calls, real or practice, what, where to be by when, and the two questions."""
    return _script(
        facts, case=(_case(facts, "th"), _case(facts, "en")), where=(_where(facts, "th"), _where(facts, "en"))
    )


def caller_script_to_fill_in(*, practice: bool, office: str) -> Bilingual:
    """The same with blanks for what is not known when the sheet is printed: threat, place and time."""
    facts = CallFacts(practice=practice, office=office, threat=None)
    where_th, where_en = f"ให้รายงานตัวที่ {BLANK} ก่อนเวลา {BLANK}", f"Report in at {BLANK} before {BLANK} -"
    return _script(facts, case=(f" กรณี {BLANK} ", f" ({BLANK})"), where=([where_th], [where_en]))


def _script(facts: CallFacts, *, case: tuple[str, str], where: tuple[list[str], list[str]]) -> Bilingual:
    office = _value(facts.office)
    kind = _kind(facts)
    th = [f"โทรจาก {office}", kind.th, f"ประกาศใช้แผนบริหารความต่อเนื่อง{case[0]}แล้ว", *where[0]]
    en = [f"Calling from {office},", kind.en, f"The continuity plan is in force{case[1]}.", *where[1]]
    if facts.words is not None:
        said = _lines(facts.words)
        th, en = [f"โทรจาก {office}", kind.th, said], [f"Calling from {office},", kind.en, said]
    th.append("ท่านปลอดภัยหรือไม่ และรับทราบหรือไม่")
    en.append("Are you safe, and do you acknowledge?")
    return _finished([_mark(facts, "th"), *th], [_mark(facts, "en"), *en])


def _kind(facts: CallFacts) -> Bilingual:
    if facts.practice:
        return Bilingual(th="นี่คือการฝึกซ้อม ไม่ใช่เหตุจริง", en="this is practice, not a real event.")
    return Bilingual(th="นี่คือเหตุจริง", en="this is a real event.")


def _mark(facts: CallFacts, language: Language) -> str:
    return _MARKS[facts.practice].th if language == "th" else _MARKS[facts.practice].en


@lru_cache(maxsize=512)
def _value(text: str) -> str:
    """A value of the plan made safe for a message: no link, no line break, no square brackets, not too long."""
    words = without_links(text.translate(_BRACKETS))
    words = "".join(c for c in words if c.isprintable()).translate(_BRACKETS)
    if len(words) > LONGEST_VALUE:
        words = words[: LONGEST_VALUE - 1].rstrip() + "…"
    # taking something out may have brought a link together
    words = without_links(words).lstrip(SIGNS_OF_LINKS).rstrip(SIGNS_OF_LINKS.replace(".", ""))
    if any(contains_link(words + sign) for sign in (",", ")", " -")):  # signs that follow a value in our sentences
        words = parted(words)
    return words or "-"


def _case(facts: CallFacts, language: Language) -> str:
    if facts.threat is None:
        return ""
    threat = _value(facts.threat)
    return f" กรณี{threat}" if language == "th" else f" ({threat})"


def _when(facts: CallFacts, language: Language) -> str:
    if facts.happened_at is None:
        return ""
    return f" {short_date(facts.happened_at, language=language)} {clock_time(facts.happened_at, language=language)}"


def _where(facts: CallFacts, language: Language) -> list[str]:
    """Where to report in and by when, as far as it is known."""
    until = _until(facts, language)
    if facts.report_at is None and not until:
        return []
    if language == "th":
        place = f"ที่ {_value(facts.report_at)}" if facts.report_at is not None else ""
        return [f"ให้รายงานตัว{place}{until}"]
    if facts.report_at is None:
        return [f"Report in{until}."]
    # no full stop after a value: "www" and a full stop would be a link
    comma = "," if until else ""
    return [f"Report in{comma}{until}{comma} at {_value(facts.report_at)} -"]


def _addition(facts: CallFacts) -> list[str]:
    return [_value(facts.addition)] if facts.addition else []


def _until(facts: CallFacts, language: Language) -> str:
    if facts.report_by is not None:
        day = short_date(facts.report_by, language=language)
        time = clock_time(facts.report_by, language=language)
        return f" ก่อน {time} วันที่ {day}" if language == "th" else f" before {time} on {day}"
    if facts.report_within is not None:
        span = span_words(facts.report_within, short=language == "th", language=language)
        return f" ภายใน {span}" if language == "th" else f" within {span}"
    return ""


def _finished(th: list[str], en: list[str]) -> Bilingual:
    """Joined by blanks; the last watch: nothing with a link leaves this module."""
    texts = Bilingual(th=" ".join(th), en=" ".join(en))
    if contains_link(texts.th) or contains_link(texts.en):
        raise LinkInMessageError
    return texts
