"""T110: the words that are printed and the value that the program counts with are not the same."""

from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import spoken
from phrom.core.plan.document import Plan, Process
from phrom.core.values.duration import find_duration
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual

_LEVELS = {"critical": ("วิกฤต", "สูงมาก", "สูงสุด"), "high": ("สูง", "มาก"), "medium": ("ปานกลาง",), "low": ("ต่ำ", "น้อย")}
_SAYS = {word: level for level, words in _LEVELS.items() for word in words}


class WordsAndValueDiffer(Rule):
    code = "T110"
    severity = "error"
    title = Bilingual(
        th="เวลาหรือระดับผลกระทบที่เขียนไว้ไม่ตรงกับค่าที่ใช้", en="A time or a level that is written and counted differently"
    )
    why = Bilingual(
        th="เอกสารที่พิมพ์แสดงคำตามต้นฉบับ แต่นาฬิกาของกระบวนงานและการตรวจใช้ค่า ถ้าสองอย่างต่างกัน คนอ่านกับโปรแกรมจะเข้าใจคนละอย่าง "
        "ISO 22301:2019 ข้อ 7.5.2 ให้เอกสารถูกต้อง",
        en="Print shows the words of the source, the clocks and the checks use the value. "
        "Where they differ, the reader "
        "and the program understand two things. ISO 22301:2019 clause 7.5.2 asks for correct documents.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for process in plan.processes:
            written = _other_time(process)
            if written and process.mtpd is not None:
                yield self.finding(
                    f"processes/{process.id}/mtpd",
                    others=[f"processes/{process.id}/mtpd_text"],
                    th=f"“{process.name}” เขียนว่าหยุดได้ “{written}” แต่ค่าที่ใช้คือ {spoken(process.mtpd).th}",
                    en=f"“{process.name}” is written to stand still for “{written}”, and counted as "
                    f"{spoken(process.mtpd).en}",
                    mend=mend("เลือกว่าเวลาใดถูก", "Choose which of the two is right"),
                )
            said = _SAYS.get((process.impact_text or "").strip())
            if said and process.impact and said != process.impact:
                yield self.finding(
                    f"processes/{process.id}/impact",
                    others=[f"processes/{process.id}/impact_text"],
                    th=f"“{process.name}” เขียนว่าผลกระทบ “{process.impact_text}” แต่ค่าที่ใช้คือ "
                    f"“{_LEVELS[process.impact][0]}”",
                    en=f"“{process.name}” is written with the impact “{process.impact_text}”, and counted as "
                    f"{process.impact}",
                    severity="warning",
                    mend=mend("เลือกว่าระดับใดถูก", "Choose which of the two is right"),
                )


def _other_time(process: Process) -> str | None:
    """The words, if they name exact times of which none is the value's."""
    if process.mtpd is None or not process.mtpd_text:
        return None
    said, rest = [], process.mtpd_text
    while (found := find_duration(rest)) is not None:
        if not found.exact:  # a range, or working days: any value near it may be meant
            return None
        said.append(found.duration)
        rest = rest[found.end :]
    return process.mtpd_text if said and process.mtpd not in said else None
