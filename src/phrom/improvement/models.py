"""What is to be mended after an incident or an exercise: by whom, by when, with proof that it was."""

from django.db import models


class Improvement(models.Model):
    """A finding that somebody mends, or that was looked at and needs no mending. Times are real ones."""

    class State(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        NOT_NEEDED = "not_needed"

    organisation = models.ForeignKey("offices.Organisation", on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(max_length=300)  # the finding's key; `own-…` for what people found themselves
    found = models.CharField(max_length=2000)  # what was wrong, in words
    action = models.CharField(max_length=1000, blank=True)  # what is to be done
    owner = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    remark = models.CharField(max_length=1000, blank=True)  # the proof, or why nothing is to be done
    decided_at = models.DateTimeField()
    decided_by_name = models.CharField(max_length=300)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["incident", "finding"], name="a_finding_is_decided_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "done", "not_needed"]), name="improvement_state_known"
            ),
        )
        ordering = ("due_on", "pk")
