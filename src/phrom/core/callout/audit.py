"""Proving that nobody is forgotten: from the events alone, by the plain fold, apart from all that an engine keeps."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from phrom.core.callout.decide import decide
from phrom.core.callout.fold import fold
from phrom.core.callout.progress import Progress
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.step import MarkUncertain
from phrom.core.callout.tree import CallTree
from phrom.core.values.source import Bilingual

Alarm = Literal["stumbling", "late", "waiting", "silent"]

ALARMS: dict[Alarm, Bilingual] = {
    "stumbling": Bilingual(
        th="การแจ้งเหตุนี้ทำให้โปรแกรมสะดุด จึงพักไว้และลองใหม่เป็นระยะ",
        en="this call tree made the program stumble; it is set aside and tried again",
    ),
    "late": Bilingual(th="ถึงเวลาแจ้งขั้นต่อไปแล้ว แต่ยังไม่ได้แจ้ง", en="the next step is due and has not been taken"),
    "waiting": Bilingual(th="มีข้อความที่รอส่งนานเกินหนึ่งนาที", en="messages have been waiting for more than a minute"),
    "silent": Bilingual(
        th="ช่องทางส่งข้อความไม่ทำงาน ระยะนี้ส่งไม่ออกเลย",
        en="a channel does not work: nothing has got out by it lately",
    ),
}
"""What a person must be told, worst first."""

WAKE_LOST = Bilingual(th="เวลาที่ต้องแจ้งคนต่อไปหายไป", en="the time to call the next person was lost")
RESULT_LOST = Bilingual(
    th="ผลของข้อความไม่ได้ลงในการแจ้งเหตุ", en="what became of a message was not taken into the call tree"
)


@dataclass(frozen=True, slots=True)
class Proof:
    """`look_at`: when an engine must look at the latest; None: nothing can become due. `lost`: messages on their way
    by the events, of which no row is waiting or on its way."""

    look_at: datetime | None
    lost: tuple[str, ...]


def prove(
    tree: CallTree, settings: CalloutSettings, progress: Progress, now: datetime, alive: Collection[str]
) -> Proof:
    """What must hold of a running callout at `now`; `alive` are the keys of messages that wait or are being sent."""
    state = fold(tree, settings, progress)
    decisions = decide(tree, settings, state, now)
    steps = [s for s in decisions.steps if not (isinstance(s, MarkUncertain) and s.key in alive)]
    put_off = now + timedelta(seconds=1) if decisions.steps else None
    flying = (a.key for person in state.people.values() for a in person.attempts if a.in_flight)
    return Proof(
        look_at=now if steps else put_off or decisions.wake_at,
        lost=tuple(key for key in flying if key not in alive),
    )
