"""What has arrived from the outboxes of devices, so that nothing counts twice. What was in it stands where it
belongs: in the task, the report, the log book."""

from django.db import models


class Arrival(models.Model):
    """One act of a device, by the key that the device gave it, with what was answered: told again, however often the
    device asks because it did not hear."""

    class State(models.TextChoices):
        DONE = "done"
        REFUSED = "refused"

    key = models.UUIDField(unique=True)
    membership = models.ForeignKey("offices.Membership", on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=30)
    happened_at = models.DateTimeField()  # by the server's clock
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DONE)
    message = models.CharField(max_length=1000, blank=True)  # why it was refused, in the person's language

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=["done", "refused"]), name="arrival_state_known"),
        )
