"""Incidents: real ones and practice, each running on a frozen version of the plan."""

from django.db import models


class Incident(models.Model):
    """All its moments, and those of everything that belongs to it, are the incident's own time: the real one, or the
    exercise clock's."""

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
    activated_at = models.DateTimeField(null=True)  # since when the plan is in force
    stood_down_at = models.DateTimeField(null=True)
    power_back_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    fast = models.BooleanField(default=False)  # a practice whose call tree runs at the fast pace
    clock_advances = models.JSONField(default=list)  # practice: [{"at": real moment, "seconds": n}]
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


class PowerCut(models.Model):
    """A cut of the power that was announced ahead, in real time."""

    organisation = models.ForeignKey("offices.Organisation", on_delete=models.PROTECT, related_name="+")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    author_name = models.CharField(max_length=300)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("begins_at")), name="a_cut_ends"),
        )
        ordering = ("begins_at", "pk")


class AffectedOffice(models.Model):
    """Another office that an incident affects too, named by the office that opened it. Who joins has an incident of
    its own, on its own plan and in its own log book, and shows the opener a summary of it while both are open. All
    moments are real time."""

    class State(models.TextChoices):
        ASKED = "asked"
        JOINED = "joined"
        DECLINED = "declined"
        LEFT = "left"  # had joined, and shows nothing any more
        WITHDRAWN = "withdrawn"  # the opener named it by mistake

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")  # the opener's
    organisation = models.ForeignKey("offices.Organisation", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=300)
    own_incident = models.ForeignKey(Incident, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=300, blank=True)
    remark = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["incident", "organisation"], name="an_office_is_named_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["asked", "joined", "declined", "left", "withdrawn"]),
                name="affected_office_state_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="joined") | models.Q(own_incident__isnull=False),
                name="who_joined_has_an_incident",
            ),
        )
        ordering = ("organisation__name", "pk")

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.state}"


class SiteChoice(models.Model):
    """Where people work in an incident, or will if that fails; the newest choice of a rank stands. One without a name:
    no place is left."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    rank = models.CharField(max_length=8)  # core: `main`, `fallback`
    site = models.CharField(max_length=100, blank=True)  # id in the plan; empty: a place that is not in it
    name = models.CharField(max_length=300)
    capacity = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    person_name = models.CharField(max_length=300)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(rank__in=["main", "fallback"]), name="site_rank_known"),
        )
        ordering = ("pk",)


class CallingWayChosen(models.Model):
    """How an office wants its people called; for one threat, or (empty) for all that have no way of their own, and in
    one stage of an incident, or (empty) in all."""

    organisation = models.ForeignKey("offices.Organisation", on_delete=models.CASCADE, related_name="+")
    threat = models.CharField(max_length=100, blank=True)
    stage = models.CharField(max_length=10, blank=True)
    way = models.JSONField()  # core.callout CallingWay
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "threat", "stage"], name="one_way_a_threat_and_stage"),
            models.CheckConstraint(
                condition=models.Q(stage__in=["", "onset", "crisis", "recovery"]), name="stage_of_a_way_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.threat} {self.stage}"


class Decision(models.Model):
    """A question and its answer. The plan is put in force, ended and worked by hand only by two people."""

    class Matter(models.TextChoices):
        ACTIVATION = "activation"
        STAND_DOWN = "stand-down"
        MANUAL = "manual"
        SITE = "site"
        SPENDING = "spending"
        MESSAGE = "message"
        OTHER = "other"

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="decisions")
    practice = models.BooleanField()
    matter = models.CharField(max_length=12, choices=Matter.choices)
    subject = models.CharField(max_length=100, blank=True)  # what it is about: a process of the plan
    reason = models.CharField(max_length=1000)  # what is asked and why, in the asker's words
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, null=True, related_name="+")
    decided_as = models.CharField(max_length=300, blank=True)  # practice: the name of the person who was played
    acting_for = models.CharField(max_length=300, blank=True)  # who was silent, where an alternate decided
    approved = models.BooleanField(null=True)
    remark = models.CharField(max_length=1000, blank=True)  # why so; always there where it was rejected

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True)
                | models.Q(practice=True)
                | ~models.Q(matter__in=["activation", "stand-down", "manual"])
                | ~models.Q(decided_by=models.F("asked_by")),
                name="decided_by_another",
            ),
            models.UniqueConstraint(
                fields=["incident", "matter", "subject"],
                condition=models.Q(decided_at__isnull=True, matter__in=["activation", "stand-down", "manual"]),
                name="asked_once_at_a_time",
            ),
        )
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.matter} {self.incident_id}"
