"""What a rule is: a code, how bad it is, why it matters, and a function from a plan to findings."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import ClassVar

from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding, Mend, Severity
from phrom.core.values.source import Bilingual

_OPENING = re.compile(r"(?<=[ก-๎0-9])“")
_CLOSING = re.compile(r"”(?=[ก-๎0-9])")

FAMILIES: dict[str, Bilingual] = {
    "references": Bilingual(th="การอ้างถึง", en="References"),
    "counts": Bilingual(th="จำนวน", en="Counts"),
    "contacts": Bilingual(th="การติดต่อ", en="Contacts"),
    "succession": Bilingual(th="ผู้ปฏิบัติหน้าที่แทน", en="Succession"),
    "times": Bilingual(th="เวลา", en="Times"),
    "resources": Bilingual(th="ทรัพยากร", en="Resources"),
    "scenarios": Bilingual(th="ขั้นตอนตามภัย", en="Scenarios"),
    "completeness": Bilingual(th="ความครบถ้วน", en="Completeness"),
    "text": Bilingual(th="ข้อความ", en="Text"),
}


class Rule(ABC):
    """One thing that can be wrong with a plan. A subclass is a rule; its folder is its family."""

    code: ClassVar[str]  # a letter for the family and three digits; never used again for another rule
    severity: ClassVar[Severity]  # the worst that its findings can be
    title: ClassVar[Bilingual]
    why: ClassVar[Bilingual]  # a paragraph: what happens on the day, and the clause that asks for it

    @property
    def family(self) -> str:
        return type(self).__module__.rsplit(".", 2)[1]

    @abstractmethod
    def find(self, plan: Plan) -> Iterator[Finding]:
        """Everything that this rule finds in a plan, in the order of the document."""

    def finding(
        self,
        path: str,
        *,
        th: str,
        en: str,
        others: Iterable[str] = (),
        mend: Mend | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule at `path`; `others` are further places that it is about."""
        return Finding(
            rule=self.code,
            severity=severity or self.severity,
            path=path,
            other_paths=tuple(dict.fromkeys(other for other in others if other != path)),
            message=Bilingual(th=_spaced(th), en=en[:1].upper() + en[1:]),
            mend=mend,
        )


def _spaced(th: str) -> str:
    """Thai sets quoted words apart with blanks."""
    return _OPENING.sub(" “", _CLOSING.sub("” ", th))


def mend(th: str, en: str, path: str | None = None, value: str | int | bool | None = None) -> Mend:
    """What to do; with `path` and `value` where the program can do it itself."""
    return Mend(text=Bilingual(th=_spaced(th), en=en), path=path, value=value)
