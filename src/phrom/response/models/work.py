"""What people do in an incident: tasks, processes, people on the spot, manual work, reports. All times are the
incident's own."""

from django.db import models


class OfIncident(models.Model):
    """Belongs to one incident."""

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Task(OfIncident):
    """What has become of a task. Steps of the plan have a row only from the first touch on (`core.response.tasks`);
    a task that is not in the plan has its words here."""

    class State(models.TextChoices):
        OPEN = "open"
        TAKEN = "taken"
        DONE = "done"
        NOT_APPLICABLE = "not_applicable"

    key = models.CharField(max_length=250)
    text = models.CharField(max_length=1000, blank=True)  # of a task that is not in the plan
    due_at = models.DateTimeField(null=True)  # of a task that is not in the plan
    added_at = models.DateTimeField(null=True)  # of a task that is not in the plan
    party = models.CharField(max_length=120, blank=True)  # whom it was handed to; empty: whom the plan names
    state = models.CharField(max_length=14, choices=State.choices, default=State.OPEN)
    holder = models.CharField(max_length=100, blank=True)  # person of the plan who took it
    holder_name = models.CharField(max_length=300, blank=True)
    parts_done = models.JSONField(default=list)  # numbers of the sub-items that are ticked
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    rounds = models.PositiveIntegerField(default=0)  # how often it was done, if it comes again
    every_minutes = models.PositiveIntegerField(null=True)  # set by hand; 0: once; None: as the plan's words say
    every_since = models.DateTimeField(null=True)  # when that was set

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["incident", "key"], name="a_task_is_kept_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "taken", "done", "not_applicable"]), name="task_state_known"
            ),
        )


class ProcessChange(OfIncident):
    """From `at` on a process is in this state."""

    process = models.CharField(max_length=100)
    state = models.CharField(max_length=10)
    at = models.DateTimeField()
    person_name = models.CharField(max_length=300)
    note = models.CharField(max_length=1000, blank=True)
    author = models.ForeignKey("offices.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=["normal", "stopped", "manual", "site", "restored"]),
                name="process_state_known",
            ),
        )
        ordering = ("at", "pk")


class ManualWork(OfIncident):
    """A process worked by hand, from the approval to the last form keyed in and signed off."""

    process = models.CharField(max_length=100)
    decision = models.OneToOneField("incidents.Decision", on_delete=models.PROTECT, related_name="+")
    printed = models.PositiveIntegerField(default=0)  # numbered forms printed so far
    forms = models.PositiveIntegerField(default=0)  # numbered forms used so far
    keyed = models.PositiveIntegerField(default=0)  # of them keyed into the system
    keyed_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, null=True, related_name="+")
    checked = models.PositiveIntegerField(default=0)  # of the keyed ones, compared with the paper by somebody else
    checked_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, null=True, related_name="+")
    keyed_of = models.JSONField(default=dict)  # how many of them each account keyed in, by its id
    checked_of = models.JSONField(default=dict)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(keyed__lte=models.F("forms"), checked__lte=models.F("keyed")),
                name="no_more_checked_than_keyed_than_used",
            ),
        )


class ReportIn(OfIncident):
    """A person is at work: at the site, or from home. Once in an incident; a later one moves them."""

    person = models.CharField(max_length=100)
    person_name = models.CharField(max_length=300)
    place = models.CharField(max_length=4)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["incident", "person"], name="reported_in_once"),
            models.CheckConstraint(condition=models.Q(place__in=["site", "home"]), name="report_place_known"),
        )


class Wellbeing(OfIncident):
    """How a person is, as somebody said; the newest word counts. The details are for those who care for them."""

    person = models.CharField(max_length=100)
    state = models.CharField(max_length=9)
    detail = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    author_name = models.CharField(max_length=300)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=["safe", "injured", "dead", "not_found"]), name="wellbeing_known"
            ),
        )
        indexes = (models.Index(fields=["incident", "person"], name="wellbeing_of"),)
        ordering = ("at", "pk")


class SituationReport(OfIncident):
    """A numbered report: drafted, edited, approved by another, then frozen."""

    number = models.PositiveIntegerField()
    text = models.TextField()
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)  # which text an editor has seen
    approved_at = models.DateTimeField(null=True)
    approved_by_name = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["incident", "number"], name="reports_are_numbered"),)
        ordering = ("number",)


class SiteCode(OfIncident):
    """The four digits on the wall of the site: who types them is there."""

    code = models.CharField(max_length=4)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["incident"], name="one_code_on_the_wall"),)
