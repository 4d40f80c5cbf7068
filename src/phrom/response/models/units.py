"""What the units report one by one, and who works when."""

from django.db import models

from phrom.response.models.work import OfIncident

MATTERS = ("informed", "backup", "health", "damage")


class UnitWord(OfIncident):
    """A unit's word on one matter: informed, data backed up, health checked, damage checked. The last stands."""

    unit = models.CharField(max_length=100)  # id in the plan
    matter = models.CharField(max_length=8)
    well = models.BooleanField()  # done and in order; otherwise the note says what is wrong
    size = models.CharField(max_length=100, blank=True)  # of a copy of data
    place = models.CharField(max_length=300, blank=True)  # where the copy is
    note = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    person_name = models.CharField(max_length=300)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["incident", "unit", "matter"], name="one_word_a_unit_and_matter"),
            models.CheckConstraint(condition=models.Q(matter__in=MATTERS), name="unit_matter_known"),
        )


class Shift(OfIncident):
    """Who works when and where: staggered hours, and who works from home."""

    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=4)
    people = models.JSONField()  # ids of people of the plan
    note = models.CharField(max_length=300, blank=True)
    person_name = models.CharField(max_length=300)  # who made it
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("begins_at")), name="a_shift_has_length"),
            models.CheckConstraint(condition=models.Q(place__in=["site", "home"]), name="shift_place_known"),
        )
        ordering = ("begins_at", "pk")
