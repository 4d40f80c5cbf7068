"""Resources, those concerned outside the office, damage: what is asked, told, found."""

from django.db import models

from phrom.response.models.work import OfIncident

CONDITIONS = ("usable", "limited", "unusable", "lost", "restored")


class ResourceRequest(OfIncident):
    """Asked of the owning unit, a supplier or a neighbouring office; then promised, in place, returned, or refused."""

    number = models.PositiveIntegerField()
    category = models.CharField(max_length=12)  # core.response.supply CATEGORIES
    name = models.CharField(max_length=300)
    quantity = models.PositiveIntegerField()
    unit = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=300)  # of whom it is asked
    needed_by = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default="asked")
    promised = models.PositiveIntegerField(default=0)
    promised_for = models.DateTimeField(null=True)
    in_place = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=300)
    changed_at = models.DateTimeField()
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["incident", "number"], name="requests_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(state__in=["asked", "promised", "in_place", "returned", "refused"]),
                name="request_state_known",
            ),
        )
        ordering = ("number",)


class StoreCount(OfIncident):
    """So much is there, as somebody counted; the newest count of a name stands."""

    category = models.CharField(max_length=12)
    name = models.CharField(max_length=300)
    quantity = models.PositiveIntegerField()
    unit = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    person_name = models.CharField(max_length=300)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["incident", "category", "name"], name="counted_once_a_name"),)
        ordering = ("category", "name")


class Stakeholder(OfIncident):
    """A supplier or somebody concerned: who tells them, told when, what they said. Those of the plan have a row only
    from the first touch on."""

    key = models.CharField(max_length=120)  # `supplier:…`, `parent`, or `added-…`
    name = models.CharField(max_length=300)
    contact = models.CharField(max_length=300, blank=True)  # of one that is not in the plan
    teller = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=300, blank=True)
    reached = models.BooleanField(null=True)  # None: not tried yet
    said = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["incident", "key"], name="concerned_once"),)


class Damage(OfIncident):
    """What became of a place or a resource, and when it is expected back."""

    number = models.PositiveIntegerField()
    place = models.CharField(max_length=300)
    category = models.CharField(max_length=12)
    name = models.CharField(max_length=300)
    condition = models.CharField(max_length=10)
    back_by = models.DateTimeField(null=True)
    note = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    author = models.ForeignKey("offices.User", on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=300)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["incident", "number"], name="damage_is_numbered"),
            models.CheckConstraint(condition=models.Q(condition__in=CONDITIONS), name="condition_known"),
        )
        ordering = ("number",)


class DamagePhotograph(models.Model):
    """A picture of damage, made small and without the data that a camera writes into it."""

    damage = models.ForeignKey(Damage, on_delete=models.PROTECT, related_name="photographs")
    jpeg = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    author_name = models.CharField(max_length=300)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["damage", "sha256"], name="a_picture_once"),)
        ordering = ("pk",)


class Meeting(OfIncident):
    """Of the continuity team: called, held with who was there and what was resolved; minutes as a report has them."""

    number = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    agenda = models.CharField(max_length=1000, blank=True)
    called_at = models.DateTimeField()
    called_by_name = models.CharField(max_length=300)
    held_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    present = models.JSONField(default=list)  # ids of people of the plan
    guests = models.CharField(max_length=1000, blank=True)
    resolved = models.JSONField(default=list)  # what was resolved, a line each
    minutes = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by_name = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["incident", "number"], name="meetings_are_numbered"),)
        ordering = ("number",)
