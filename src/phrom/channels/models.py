"""Rows that channels keep: the simulated phones of practice, and the names under which providers know messages."""

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


class MessageHandle(models.Model):
    """A provider's name of a message, by which its receipts come; `key` is the attempt's."""

    channel = models.CharField(max_length=20)
    handle = models.CharField(max_length=100)
    key = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["channel", "handle"], name="a_handle_is_one_message"),)
