"""Guessing reply codes: counted by where the guesses come from, and stopped for a while."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from phrom import clock
from phrom.callouts.models import Callout, WrongCode
from phrom.core.callout.reply_code import GuessLimit, may_guess
from phrom.core.log_entry.words import WORDS
from phrom.core.plan.masked import masked_text
from phrom.errors import TooManyTriesError
from phrom.logbook.actions import write_entry

# A whole office may share one address, and a frightened office mistypes; still a guess in 5,000 hits at most, so that
# from one address somebody's code is found after days, not minutes.
GUESSES = GuessLimit(tries=20)
# Many who guess a little each are not stopped, since that would stop everybody who answers; people are told.
TRIES_EVERYWHERE = 200


def stop_guessing(source: str) -> None:
    """Raises TooManyTriesError while `source` (an address, or a channel and the sender on it) must wait."""
    verdict = may_guess(_wrong_at(source), clock.now(), GUESSES)
    if verdict.allowed or verdict.again_at is None:
        return
    minutes = max(1, -(-int((verdict.again_at - clock.now()).total_seconds()) // 60))
    words = _("ใส่รหัสผิดหลายครั้งเกินไป โปรดรอ %(n)s นาที หรือบอกผู้ที่โทรหาท่าน")
    raise TooManyTriesError(words % {"n": minutes})


def guessing_sources(sources: Collection[str]) -> set[str]:
    """Which of these must wait."""
    now = clock.now()
    wrong: dict[str, list[datetime]] = defaultdict(list)
    recent = WrongCode.objects.filter(source__in=sources, at__gt=now - GUESSES.window)
    for source, at in recent.values_list("source", "at"):
        wrong[source].append(at)
    return {source for source, moments in wrong.items() if not may_guess(moments, now, GUESSES).allowed}


def _wrong_at(source: str) -> list[datetime]:
    recent = WrongCode.objects.filter(source=source, at__gt=clock.now() - GUESSES.window)
    return list(recent.values_list("at", flat=True))


def count_wrong_code(source: str, callout_id: int | None = None) -> None:
    """One more. At the limit each office that is calling reads it in its log book; only the one whose callout it is,
    where that is known. So does each when very many wrong ones come from everywhere at once."""
    now = clock.now()
    WrongCode.objects.filter(at__lte=now - GUESSES.window).delete()
    WrongCode.objects.create(source=source, at=now)
    if len(_wrong_at(source)) == GUESSES.tries:
        data = {"tries_count": GUESSES.tries, "origin": _origin(source)}
        _sound_alarm("code.guess_limited", data, callout_id)
    elif WrongCode.objects.filter(at__gt=now - GUESSES.window).count() == TRIES_EVERYWHERE:
        _sound_alarm("code.guessed_from_many", {"tries_count": TRIES_EVERYWHERE})


def _sound_alarm(kind: str, data: dict[str, Any], callout_id: int | None = None) -> None:
    calling = Callout.objects.filter(recipients__code_open=True).distinct()
    if callout_id is not None:
        calling = calling.filter(pk=callout_id)
    for organisation_id, practice in set(calling.values_list("organisation_id", "practice")):
        write_entry(organisation_id, kind, data, practice=practice)


def _origin(source: str) -> str | dict[str, str]:
    """Where guesses came from, fit for every reader of the log book: no telephone number, no LINE id."""
    way = source.partition(":")[0].partition(" ")[0]
    if way in ("line", "practice"):
        return WORDS["via"][way].model_dump()
    return masked_text(source)
