"""What signing in leaves behind, forgotten once it can no longer matter: no part of the record."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import Model, QuerySet

from phrom import clock
from phrom.offices.actions.guess_limit import FORGOTTEN_AFTER
from phrom.offices.models import OneTimeCode, SignInTries

_AFTER_ITS_END = timedelta(days=1)


def forget_past_sign_ins(most: int) -> int:
    """Sessions and codes that have ended, wrong guesses of another day; of each so many at a time. Returns the number
    of those of which there were most."""
    now = clock.now()
    over: tuple[QuerySet[Model], ...] = (
        Session.objects.filter(expire_date__lt=now),
        OneTimeCode.objects.filter(expires_at__lt=now - _AFTER_ITS_END),
        SignInTries.objects.filter(last_at__lt=now - FORGOTTEN_AFTER),
    )
    return max(_forget(rows, most) for rows in over)


def _forget(rows: QuerySet[Model], most: int) -> int:
    first = list(rows.order_by("pk").values_list("pk", flat=True)[:most])
    return rows.filter(pk__in=first).delete()[0] if first else 0
