"""Rows that channels of our own keep: the simulated phones of practice."""

from django.db import models


class PracticeMessage(models.Model):
    """A message on a simulated phone. It never leaves the program."""

    key = models.CharField(max_length=200, unique=True)
    callout_id = models.PositiveBigIntegerField()
    person = models.CharField(max_length=100)
    text = models.TextField()
    answerable = models.BooleanField()
    received_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["callout_id", "person"], name="practice_phone"),)
