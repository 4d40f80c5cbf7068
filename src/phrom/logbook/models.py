"""The log book: one sealed chain of entries an office."""

from django.db import models

from phrom.core.log_entry import chain


def book_of(organisation_id: int) -> str:
    """The name under which an office's chain begins, so that no entry can be moved to another office's."""
    return f"organisation-{organisation_id}"


def sealed_author(author_id: int | None, author_name: str) -> str:
    """The author as the seal covers it: the account, and its name as it was then."""
    return f"{author_id or 'system'}/{author_name}"


class LogEntry(models.Model):
    """One entry. Never changed, never deleted: the database refuses both. A correction is a new entry."""

    organisation = models.ForeignKey("offices.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField()  # 1, 2, 3, … in the office's chain
    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    happened_at = models.DateTimeField()
    written_at = models.DateTimeField()
    author = models.ForeignKey("offices.User", on_delete=models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=300)
    practice = models.BooleanField(default=False)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation", "number"], name="log_numbers_are_unique"),)
        indexes = (models.Index(fields=["incident", "number"], name="log_by_incident"),)
        ordering = ("organisation_id", "number")

    def as_sealed_line(self) -> chain.LogEntry:
        """What the seal covers: everything that the entry says, the author's name as it was then included."""
        return chain.LogEntry(
            number=self.number,
            happened_at=self.happened_at,
            written_at=self.written_at,
            author=sealed_author(self.author_id, self.author_name),
            kind=self.kind,
            data=self.data,
            practice=self.practice,
            incident=str(self.incident_id) if self.incident_id else None,
        )


class Attachment(models.Model):
    """A file that belongs to an entry, whose sealed data name it and its hash. A picture is kept without its camera's
    data."""

    entry = models.ForeignKey(LogEntry, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=40)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)


class ChainHead(models.Model):
    """The last link of an office's chain; its row is locked while an entry is written, so that numbers have no gap."""

    organisation = models.OneToOneField("offices.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)
