"""Words of providers that nobody has a meaning for, as pages show them: what was said how often, and what to do."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phrom.channels.contract import FinalState
from phrom.channels.health import UnknownWord
from phrom.web.words import moment_words


@dataclass(frozen=True)
class UnknownWordShown:
    at: datetime  # heard last
    sentence: str
    advice: str  # what to do; empty where an earlier one says it


def unknown_words_shown(channel: str, called: str, words: Iterable[UnknownWord]) -> tuple[UnknownWordShown, ...]:
    """`called`: the channel's name for people."""
    shown, kinds = [], set[tuple[str, bool]]()
    for each in words:
        kind = (each.how if each.how == "status" or not each.word else "", bool(each.word))
        advice = "" if kind in kinds else _advice(f"PHROM_{channel.upper()}", each)
        kinds.add(kind)
        shown.append(UnknownWordShown(each.at, _sentence(called, each), advice))
    return tuple(shown)


def _sentence(called: str, each: UnknownWord) -> str:
    times = ngettext("%(n)s ครั้ง ล่าสุด %(at)s", "%(n)s ครั้ง ล่าสุด %(at)s", each.times)
    heard = times % {"n": each.times, "at": moment_words(each.at)}
    facts = {"channel": called, "word": each.word, "heard": heard}
    if each.how == "status":
        return _("ผู้ให้บริการ %(channel)s ตอบรหัส HTTP ที่ระบบไม่รู้จัก: %(word)s (%(heard)s)") % facts
    if not each.word:
        return _("ผู้ให้บริการ %(channel)s บอกผลมา แต่ไม่มีคำตรงที่ตั้งไว้ (%(heard)s)") % facts
    return _("ผู้ให้บริการ %(channel)s ใช้คำที่ระบบไม่รู้จัก: %(word)s (%(heard)s)") % facts


def _advice(prefix: str, each: UnknownWord) -> str:
    if each.how == "status":
        return _("ถามผู้ให้บริการว่ารหัสนี้หมายถึงอะไร ระหว่างนี้ระบบนับว่าไม่รู้ว่าข้อความถึงหรือไม่ และไปขั้นถัดไป")
    if not each.word:
        setting = f"{prefix}_RECEIPT" if each.how == "receipt" else f"{prefix}_ANSWER"
        return _("ผู้ดูแลระบบ: ตรวจว่า %(setting)s บอกช่องที่คำของผู้ให้บริการอยู่") % {"setting": setting}
    facts = {
        "setting": f"{prefix}_STATES",
        "example": json.dumps({each.word: "…"}, ensure_ascii=False),
        "states": ", ".join(get_args(FinalState)),
    }
    return (
        _(
            "ผู้ดูแลระบบ: ถามผู้ให้บริการว่าคำนี้หมายถึงอะไร แล้วเพิ่ม %(example)s ใน %(setting)s "
            "โดยแทน … ด้วยคำหนึ่งใน %(states)s และเริ่มระบบใหม่"
        )
        % facts
    )
