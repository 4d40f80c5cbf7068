"""Rows that channels keep: the simulated phones of practice, and the names under which providers know messages."""

from django.db import models
from django.utils import timezone


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
    at = models.DateTimeField(default=timezone.now)  # after some months nothing is told of a message any more

    class Meta:
        constraints = (models.UniqueConstraint(fields=["channel", "handle"], name="a_handle_is_one_message"),)
        indexes = (models.Index(fields=["at"], name="handles_by_age"),)


class ChannelHealth(models.Model):
    """Whether a provider's account works, as round trips and sent messages have shown; shared by engines and pages."""

    channel = models.CharField(max_length=20)
    account = models.CharField(max_length=200)
    next_check_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)  # the last round trip, well or not; None: none can be made
    worked_at = models.DateTimeField(null=True)  # last seen to work
    failing_since = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)  # last seen not to work
    by_check = models.BooleanField(default=False)  # a round trip failed; else messages did
    reason = models.CharField(max_length=300, blank=True)
    left = models.PositiveBigIntegerField(null=True)  # messages (or credit) left, where the provider counts them
    limit = models.PositiveBigIntegerField(null=True)
    name = models.CharField(max_length=100, blank=True)  # by which people find the account
    unknown_words = models.JSONField(default=list)  # see `unknown_words`
    words_said_at = models.DateTimeField(null=True)  # when the log books were last told of some

    class Meta:
        constraints = (models.UniqueConstraint(fields=["channel", "account"], name="one_health_an_account"),)
