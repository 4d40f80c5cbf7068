"""Incidents: real ones and practice, each running on a frozen version of the plan."""

from django.db import models


class Incident(models.Model):
    class Stage(models.TextChoices):
        ONSET = "onset"
        CRISIS = "crisis"
        RECOVERY = "recovery"
        CLOSED = "closed"

    organisation = models.ForeignKey("offices.Organisation", on_delete=models.PROTECT, related_name="+")
    plan_version = models.ForeignKey("plans.PlanVersion", on_delete=models.PROTECT, related_name="+")
    threat = models.CharField(max_length=100)  # id in the plan
    threat_name = models.CharField(max_length=300)
    practice = models.BooleanField()
    stage = models.CharField(max_length=10, choices=Stage.choices)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    request_key = models.CharField(max_length=64, unique=True)  # a button pressed twice starts one incident

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stage__in=["onset", "crisis", "recovery", "closed"]), name="incident_stage_known"
            ),
        )
        ordering = ("-opened_at",)

    def __str__(self) -> str:
        return f"{self.threat} {self.stage}"


class Activation(models.Model):
    """The decision to put the plan in force for a real incident: asked by one person, decided by another."""

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="activation")
    reason = models.CharField(max_length=1000)  # what is known, in the proposer's words
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, null=True, related_name="+")
    approved = models.BooleanField(null=True)
    remark = models.CharField(max_length=1000, blank=True)  # why it was rejected

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("proposed_by")),
                name="activation_decided_by_another",
            ),
        )
