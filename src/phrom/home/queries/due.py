"""What is due: the plan's review, the yearly practice, what a review promised, and cuts of the power to come."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from phrom import clock
from phrom.improvement.queries import open_improvements
from phrom.incidents.queries import power_cuts_of
from phrom.web.words import span_words

if TYPE_CHECKING:
    from phrom.incidents.queries import Incident
    from phrom.plans.queries import PlanVersion

REVIEW_AFTER = timedelta(days=365)  # a plan is reviewed, and practised, at least once in twelve months
PROMISED = 5  # improvements on the first page; their own page has all


@dataclass(frozen=True)
class Due:
    what: str
    remark: str
    at: datetime
    href: str = ""

    @property
    def is_late(self) -> bool:
        return self.at < clock.now()

    @property
    def is_soon(self) -> bool:
        return not self.is_late and self.at < clock.now() + timedelta(days=30)


def due_in(organisation_id: int, approved: "PlanVersion | None", practised: "Incident | None") -> list[Due]:
    """The next first. `practised`: the office's last closed practice."""
    due = [*_promised(organisation_id), *_cuts(organisation_id)]
    if approved is not None and approved.approved_at is not None:
        due.append(Due(_("ทบทวนแผน"), _("ทุก 12 เดือนหลังอนุมัติ"), approved.approved_at + REVIEW_AFTER))
    if practised is not None:
        due.append(Due(_("ซ้อมแจ้งเหตุ"), _("อย่างน้อยปีละครั้ง"), practised.opened_at + REVIEW_AFTER))
    return sorted(due, key=lambda d: d.at)


def _promised(organisation_id: int) -> list[Due]:
    page = reverse("improvements")
    promised = open_improvements(organisation_id).exclude(due_on=None)[:PROMISED]
    return [Due(i.action or i.found, i.owner, _end_of(i.due_on), page) for i in promised if i.due_on]


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))


def _cuts(organisation_id: int) -> list[Due]:
    page = reverse("power-cuts")
    return [
        Due(_("ไฟฟ้าดับตามแผน"), cut.note or span_words(cut.ends_at - cut.begins_at), cut.begins_at, page)
        for cut in power_cuts_of(organisation_id, after=clock.now())
    ]
