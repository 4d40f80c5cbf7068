"""A process's clock as the pages show it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from phrom import clock
from phrom.core.log_entry.words import WORDS
from phrom.core.plan.lookup import units_by_id
from phrom.core.response.power_cuts import cut_at
from phrom.core.response.processes import ProcessStatus
from phrom.incidents.queries import Incident, PowerCut, time_in
from phrom.plans.queries import in_language, plan_of
from phrom.web.words import moment_words, span_words, time_words

A_DAYS_WORK = timedelta(hours=16)
CHIPS = {"normal": "done", "stopped": "stopped", "manual": "manual", "site": "site", "restored": "done"}


def state_words(state: str) -> str:
    return in_language(WORDS["process_state"][state])


def until_words(moment: datetime, now: datetime) -> str:
    """The time alone while it cannot be taken for another day's; else with its day."""
    return time_words(moment) if abs(moment - now) < A_DAYS_WORK else moment_words(moment)


def _who(status: ProcessStatus, incident: Incident) -> str:
    """Who runs the process: its units, by the plan."""
    units = units_by_id(plan_of(incident.plan_version))
    return ", ".join(units[u].name for u in status.process.units if u in units)


def clock_line(status: ProcessStatus, incident: Incident, cuts: Sequence[PowerCut] = ()) -> dict[str, Any]:
    """Arguments of `clock_row`. The browser counts in real time, so an exercise's deadline is moved back to it. `cuts`:
    planned ones of the power, said where the time runs out in one."""
    known, mtpd = status.clock, status.process.mtpd
    left = known.left if known.left is not None else timedelta(0)
    line = {
        "name": status.process.name,
        "who": _who(status, incident),
        "state": CHIPS[status.state],
        "state_text": state_words(status.state),
        "used": known.used_share or 0.0,
        "of": _("จาก %(span)s") % {"span": span_words(mtpd, short=True)} if mtpd else _("แผนไม่ได้เขียนเวลา"),
        "deadline": None,
        "started": None,
    }
    if not status.running:
        since = time_words(status.since) if status.since else ""
        return line | {"left": _("หยุดนับ %(time)s") % {"time": since} if since else _("ไม่หยุด")}
    if known.deadline is None or mtpd is None:
        return line | {"left": _("ไม่ทราบเวลา")}
    if cut_at(cuts, known.deadline):
        line["of"] = _("%(of)s · ครบเวลาขณะไฟดับตามแผน") % {"of": line["of"]}
    real_now = clock.now()
    ahead = time_in(incident, real_now) - real_now
    words = span_words(left, short=True)
    if left <= timedelta(0):
        words = _("เลยมา %(span)s") % {"span": span_words(-left, short=True)}
    if incident.closed_at is not None:
        return line | {"left": words}
    deadline = known.deadline - ahead
    return line | {"left": words, "deadline": deadline, "started": deadline - mtpd.timedelta}
