"""Numbers that wait to be mended."""

from django.db.models import QuerySet

from phrom.callouts.models import WrongNumber


def wrong_numbers(organisation_id: int) -> QuerySet[WrongNumber]:
    """Those of an office that nobody has mended, longest first."""
    return WrongNumber.objects.filter(organisation_id=organisation_id, closed_at=None).order_by("found_at", "pk")
