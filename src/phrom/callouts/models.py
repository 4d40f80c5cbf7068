"""A running call tree. What has happened is a list of events; all else here follows from it or waits to be sent."""

from django.db import models


class Callout(models.Model):
    class State(models.TextChoices):
        RUNNING = "running"
        FINISHED = "finished"
        STOPPED = "stopped"

    class Purpose(models.TextChoices):
        ACTIVATION = "activation"  # the plan's call tree
        WARNING = "warning"  # the same before the plan is in force: be ready
        MESSAGE = "message"  # a text to people, to be acknowledged; nobody stands in for another

    organisation = models.ForeignKey("offices.Organisation", on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.ACTIVATION)
    practice = models.BooleanField()
    tree = models.JSONField()  # core.callout CallTree, frozen when the call started
    settings = models.JSONField()  # core.callout CalloutSettings
    message = models.JSONField()  # what the message says, without the person's code
    clock_advances = models.JSONField(default=list)  # its exercise's clock, as the incident has it; real calls: none
    clock_behind = models.PositiveIntegerField(default=0)  # seconds that the exercise's clock is ahead of this call's
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    wake_at = models.DateTimeField(null=True)  # when the engine must look again; None: nothing is due
    audited_at = models.DateTimeField(null=True)  # when it was last proved that nobody is forgotten
    stumbles = models.PositiveIntegerField(default=0)  # how often the engine stumbled over it since it last went well
    alarm = models.CharField(max_length=20, blank=True)  # core.callout.audit Alarm: what a person must be told of
    events_count = models.PositiveIntegerField(default=0)
    events_mark = models.CharField(max_length=16, blank=True)  # another one with each new event: what stands is known

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=["running", "finished", "stopped"]), name="callout_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=["activation", "warning", "message"]), name="callout_purpose_known"
            ),
            models.UniqueConstraint(
                fields=["incident"], condition=models.Q(purpose="activation"), name="one_call_tree_an_incident"
            ),
        )
        indexes = (models.Index(fields=["state", "wake_at"], name="callouts_due"),)


class CalloutEvent(models.Model):
    """Something that happened, in order. The pure rules read these and nothing else."""

    callout = models.ForeignKey(Callout, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    event = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["callout", "number"], name="events_in_one_order"),)
        ordering = ("callout_id", "number")


class Recipient(models.Model):
    """One person of the call tree, with the code by which they answer."""

    callout = models.ForeignKey(Callout, on_delete=models.PROTECT, related_name="recipients")
    person = models.CharField(max_length=100)
    name = models.CharField(max_length=300)
    code = models.CharField(max_length=12)
    code_open = models.BooleanField(default=True)  # False once the callout is over: the code may be given again

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["callout", "person"], name="a_person_is_one_recipient"),
            models.UniqueConstraint(fields=["code"], condition=models.Q(code_open=True), name="open_codes_are_unique"),
        )


class Attempt(models.Model):
    """One message on its way. The row stands before anything is sent; its key makes a repeat harmless."""

    class State(models.TextChoices):
        RECORDED = "recorded"
        SENDING = "sending"
        SENT = "sent"
        DELIVERED = "delivered"
        FAILED_TEMPORARY = "failed_temporary"
        FAILED_PERMANENT = "failed_permanent"
        UNCERTAIN = "uncertain"
        WITHDRAWN = "withdrawn"  # the person had answered, or the callout was stopped, before it was sent

    callout = models.ForeignKey(Callout, on_delete=models.PROTECT, related_name="attempts")
    key = models.CharField(max_length=200, unique=True)
    person = models.CharField(max_length=100)
    channel = models.CharField(max_length=20)
    address = models.CharField(max_length=300)
    text = models.TextField()
    answerable = models.BooleanField(default=True)  # a call to be acknowledged, or only a notice
    practice = models.BooleanField(default=False)  # as the callout has it: real calls go before practice
    together = models.CharField(
        max_length=200, blank=True
    )  # the name of those that go out in one request; empty: alone
    led = models.BooleanField(default=False)  # of these one is claimed by engines, and brings the others along
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECORDED)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    engine = models.CharField(max_length=64, blank=True)
    leased_until = models.DateTimeField(null=True)
    detail = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "recorded",
                        "sending",
                        "sent",
                        "delivered",
                        "failed_temporary",
                        "failed_permanent",
                        "uncertain",
                        "withdrawn",
                    ]
                ),
                name="attempt_state_known",
            ),
        )
        indexes = (
            models.Index(
                fields=["practice", "recorded_at", "id"],
                condition=models.Q(state="recorded", led=False),
                name="attempts_waiting",
            ),
            models.Index(fields=["together", "address"], condition=~models.Q(together=""), name="attempts_together"),
            models.Index(fields=["leased_until"], condition=models.Q(state="sending"), name="attempts_on_their_way"),
            models.Index(fields=["callout", "person"], name="attempts_of_a_person"),
        )


class CallerListItem(models.Model):
    """A person to be phoned by a person. Whoever opens the item holds it for a while, so that two never call one."""

    callout = models.ForeignKey(Callout, on_delete=models.PROTECT, related_name="caller_items")
    person = models.CharField(max_length=100)
    caller = models.CharField(max_length=100, blank=True)  # whose list: a person of the plan
    listed_at = models.DateTimeField()
    held_by = models.ForeignKey("offices.User", on_delete=models.PROTECT, null=True, related_name="+")
    held_until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["callout", "person"], condition=models.Q(closed_at__isnull=True), name="listed_once_at_a_time"
            ),
        )


class WrongNumber(models.Model):
    """A telephone number or an e-mail address that is to be mended: whose, which, and who has found out."""

    class How(models.TextChoices):
        CALLER = "caller"  # somebody phoned and heard another person, or nobody's number
        PROVIDER = "provider"
        OWN = "own"  # the person says so

    class Outcome(models.TextChoices):
        MENDED = "mended"
        RIGHT = "right"  # looked into: nothing is wrong with it

    organisation = models.ForeignKey("offices.Organisation", on_delete=models.PROTECT, related_name="+")
    callout = models.ForeignKey(Callout, on_delete=models.PROTECT, null=True, related_name="+")  # in which it was found
    person = models.CharField(max_length=100)
    name = models.CharField(max_length=300)
    number = models.CharField(max_length=300, blank=True)  # empty: not known which of theirs
    proposed = models.CharField(max_length=30, blank=True)  # the right one, as the person says
    how = models.CharField(max_length=10, choices=How.choices)
    reporter = models.CharField(max_length=300, blank=True)  # who has found out
    found_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "person", "number"],
                condition=models.Q(closed_at__isnull=True),
                name="a_wrong_number_is_told_once",
            ),
        )


class ProviderEvent(models.Model):
    """Something a provider has told us, by the provider's own name for it: told twice, it is heard once."""

    channel = models.CharField(max_length=20)
    event = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["channel", "event"], name="told_once"),)
        indexes = (models.Index(fields=["at"], name="told_lately"),)


class EngineBeat(models.Model):
    """An engine's sign of life."""

    engine = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()


class WrongCode(models.Model):
    """A wrong reply code from an address, kept for some minutes: guessing is limited."""

    source = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["source", "at"], name="wrong_codes_lately"),)


class PersonWay(models.Model):
    """A way to a person that is not in the plan: their LINE account, or the handle of a one-way address."""

    organisation = models.ForeignKey("offices.Organisation", on_delete=models.CASCADE, related_name="+")
    person = models.CharField(max_length=100)
    channel = models.CharField(max_length=20)
    address = models.CharField(max_length=300)
    linked_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)  # blocked by the person: the provider would take messages and show none
    person_name = ""  # for who has just been linked

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "person", "channel"], name="one_address_a_channel"),
            models.UniqueConstraint(fields=["organisation", "channel", "address"], name="an_address_is_one_person"),
        )


class BlockedAccount(models.Model):
    """Who has blocked our account, linked to a person or only written in a plan."""

    channel = models.CharField(max_length=20)
    address = models.CharField(max_length=300)
    since = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["channel", "address"], name="blocked_once"),)


class LinkCode(models.Model):
    """What a person types to the office's LINE account, so that we know whose account it is. Used once."""

    organisation = models.ForeignKey("offices.Organisation", on_delete=models.CASCADE, related_name="+")
    person = models.CharField(max_length=100)
    name = models.CharField(max_length=300)
    code = models.CharField(max_length=12, unique=True)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation", "person"], name="one_link_code_a_person"),)


class PersonOrder(models.Model):
    """The order in which a person wants the channels tried, before the office's."""

    organisation = models.ForeignKey("offices.Organisation", on_delete=models.CASCADE, related_name="+")
    person = models.CharField(max_length=100)
    channels = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation", "person"], name="one_order_a_person"),)
