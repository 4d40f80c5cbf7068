"""Texts that leave the office: to staff through the call tree's channels, to the public; and reports sent on."""

from django.db import models

from phrom.response.models.work import OfIncident, SituationReport


class Message(OfIncident):
    """A text: drafted, edited, approved by another person, then sent or published; from then on it stands."""

    class State(models.TextChoices):
        DRAFT = "draft"
        APPROVED = "approved"
        OUT = "out"  # sent, or published
        DROPPED = "dropped"

    form = models.CharField(max_length=20)  # core.response.message_draft: what it was drafted as
    audience = models.CharField(max_length=120)  # `staff`, `public`, or a party of the plan: team:…, unit:…
    text = models.TextField()
    report = models.ForeignKey(SituationReport, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)  # which text an editor has seen
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by_name = models.CharField(max_length=300, blank=True)
    out_at = models.DateTimeField(null=True)
    out_where = models.CharField(max_length=300, blank=True)  # of a public text: where it was published
    callout = models.OneToOneField("callouts.Callout", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "approved", "out", "dropped"]), name="message_state_known"
            ),
        )
        ordering = ("-drafted_at", "-pk")


class ReportSent(models.Model):
    """An approved report was sent on: to whom, by which way, and when."""

    report = models.ForeignKey(SituationReport, on_delete=models.PROTECT, related_name="sent")
    receiver = models.CharField(max_length=300)
    way = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    person_name = models.CharField(max_length=300)

    class Meta:
        ordering = ("at", "pk")
