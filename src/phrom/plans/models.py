"""Versions of an office's plan. The document is stored whole; once approved it never changes."""

from django.db import models


class PlanVersion(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        APPROVED = "approved"
        SUPERSEDED = "superseded"

    organisation = models.ForeignKey("offices.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    document = models.JSONField()  # phrom-plan/1
    report = models.JSONField(null=True)  # phrom-import-report/1, where the plan was read out of a file
    source_name = models.CharField(max_length=300, blank=True)
    source_sha256 = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=0)  # of a draft: how often it was saved
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, null=True, related_name="+")
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    # in force by the approval of `based_on`: only how people are reached differs
    contacts_only = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, null=True, related_name="+")
    accepted_errors = models.JSONField(default=list)  # findings that were still errors when the version was approved
    accepted_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "number"], name="plan_version_numbers_are_unique"),
            models.UniqueConstraint(
                fields=["organisation", "source_sha256"],
                condition=~models.Q(source_sha256=""),
                name="a_file_is_one_plan_version",
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(state="approved"), name="one_approved_plan_an_office"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "submitted", "approved", "superseded"]), name="plan_state_known"
            ),
            # four eyes: who submits does not approve
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("submitted_by")),
                name="plan_approved_by_another",
            ),
        )
        ordering = ("organisation_id", "-number")

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.number} {self.state}"


class PlanChange(models.Model):
    """One place that one saving of a draft changed (`core.plan.edit_record`). Rows of a revision belong together."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="changes")
    revision = models.PositiveIntegerField()  # that the draft had after it
    path = models.TextField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    next = models.TextField(null=True)  # None: the end of the list
    order = models.BooleanField(default=False)
    key = models.CharField(max_length=40, blank=True)  # made by the page: the same saving sent twice is made once
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["version", "revision"], name="plan_changes_by_revision"),)
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.version_id}@{self.revision} {self.path}"


class AcceptedFinding(models.Model):
    """A finding that the office lives with. It is quiet while the places it is about say the same (`fingerprint`)."""

    organisation = models.ForeignKey("offices.Organisation", on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=10)
    path = models.TextField()
    fingerprint = models.CharField(max_length=64)  # of path and values
    reason = models.CharField(max_length=1000)
    accepted_at = models.DateTimeField()
    accepted_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "rule", "fingerprint"], name="a_finding_is_accepted_once"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.path}"


class ReviewStep(models.Model):
    """Something done on the review page with what was read: found right, answered, mended, placed, or set aside."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="review_steps")
    kind = models.CharField(max_length=12)  # core.importing.review.Deed, or `finished`
    targets = models.JSONField(default=list)
    paths = models.JSONField(default=list)  # where a line was placed
    revision = models.PositiveIntegerField(null=True)  # of the draft, where the step changed it
    key = models.CharField(max_length=40, blank=True)  # made by the page: the same step sent twice is done once
    done_at = models.DateTimeField()
    done_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["version", "key"], condition=~models.Q(key=""), name="a_review_step_is_done_once"
            ),
        )
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.version_id} {self.kind} {self.targets}"


class SecondReading(models.Model):
    """What a newer file said, where the office had a plan before: from it differences are taken or left."""

    version = models.OneToOneField(PlanVersion, on_delete=models.PROTECT, related_name="second_reading")
    document = models.JSONField()  # the file's plan, with the ids of the plan before
    left = models.JSONField(default=list)  # differences not taken, by their idents
    chosen_at = models.DateTimeField(null=True)
    chosen_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.version_id}"


class PrintedState(models.Model):
    """A state of a version that went out as a document: by its code a page that somebody holds up is known again."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="printed_states")
    code = models.CharField(max_length=9, db_index=True)  # core.plan.version_code
    first_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "code"], name="a_printed_state_is_remembered_once"),)

    def __str__(self) -> str:
        return f"{self.version_id} {self.code}"


class PlanCopy(models.Model):
    """A numbered copy of a version, and who holds it: a person, or a place such as a cupboard."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="copies")
    number = models.PositiveIntegerField()
    holder = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)  # given back, or destroyed

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "number"], name="copies_of_a_version_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(returned_at__isnull=True) | models.Q(handed_at__isnull=False),
                name="what_is_returned_was_handed_over",
            ),
        )
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.version_id}/{self.number} {self.holder}"
