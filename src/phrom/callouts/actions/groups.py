"""Messages that go out in one request. Of those that wait one leads: who claims it gets the others with it, so that a
group goes out whole, under its key, once. Whatever becomes of the leading one, another leads."""

from collections.abc import Collection, Sequence

from django.db.models import Q

from phrom.callouts.models import Attempt
from phrom.many_rows import change

_LEAD_ANEW = """UPDATE callouts_attempt SET led = FALSE WHERE id IN (
    SELECT MIN(id) FROM callouts_attempt WHERE state = 'recorded' AND NOT (together = '') AND together IN ({})
    GROUP BY together HAVING SUM(CASE WHEN led THEN 0 ELSE 1 END) = 0)"""


def lead_anew(names: Collection[str]) -> None:
    """Of those of these groups whose leading message no longer waits, another one leads."""
    if names:
        change(_LEAD_ANEW.format(", ".join(["%s"] * len(names))), list(names))


def whole_groups(lapsed: Q, stale: Sequence[Attempt]) -> list[Attempt]:
    """These, as they are now, with all that went out together with one of them. A group of which somebody still holds
    a message is left out: it comes back whole, so that it goes out whole. In the transaction that holds its callout."""
    now = Attempt.objects.filter(lapsed, pk__in=[a.pk for a in stale], together="")
    names = {a.together for a in stale if a.together}
    if not names:
        return list(now.order_by("pk"))
    on_their_way = Attempt.objects.filter(together__in=names, state=Attempt.State.SENDING).exclude(together="")
    held = set(on_their_way.exclude(lapsed).values_list("together", flat=True))
    return [*now.order_by("pk"), *on_their_way.exclude(together__in=held).order_by("pk")]


def send_again(lapsed: Q, again: Sequence[Attempt]) -> None:
    """These wait once more; the first of each group leads."""
    leading = {a.together or str(a.pk): a.pk for a in reversed(again)}
    rows = Attempt.objects.filter(lapsed, pk__in=[a.pk for a in again])
    waiting = {"state": Attempt.State.RECORDED, "engine": "", "leased_until": None}
    if len(leading) < len(again):
        rows.exclude(pk__in=leading.values()).update(led=True, **waiting)
    rows.filter(pk__in=leading.values()).update(led=False, **waiting)
