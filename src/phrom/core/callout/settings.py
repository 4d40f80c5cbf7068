"""How patiently a callout calls: channels, tries, waits. All times in whole seconds."""

from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from phrom.core.callout.tree import Frozen, Mode

Seconds = Annotated[int, Field(ge=1, le=7 * 86400)]
Tries = Annotated[int, Field(ge=1, le=20)]


class CalloutSettings(Frozen):
    """One ladder for everybody: channels in order, then the caller's list, then the alternate.

    Start from `real()`, `practice()` or `fast_practice()` and change single values with `model_copy(update=...)`
    through `CalloutSettings.model_validate`, so that the checks run.
    """

    channels: tuple[str, ...] = ("line", "sms", "email")
    tries_per_channel: Tries = 2
    retry_seconds: Seconds = 180
    """From the end of one attempt to the next one, and from the last one to the caller's list."""
    answer_seconds: Seconds = 900
    """What a person has for an answer to the machine's messages; then the caller's list (modes both and cascade)
    or the alternate (mode machine). The list comes earlier when all tries are spent."""
    caller_seconds: Seconds = 900
    """What a caller has from the moment that somebody is on the list; then the alternate is called."""
    caller_tries: Tries = 3
    """So many calls without an answer, and the alternate is called at once."""
    leader_seconds: Seconds = 900
    """Mode cascade: how long a team waits for its leader before the coordinator's list takes it."""
    slot_seconds: Seconds = 14400
    """Total for one place. Past it nobody is waited for longer than one try; each holder is still tried."""
    flight_seconds: Seconds = 120
    """An attempt without an outcome for so long is uncertain."""

    @field_validator("channels")
    @classmethod
    def _channels_are_machines(cls, channels: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(channels)) != len(channels):
            raise ValueError("a channel stands twice in the order")
        if "person" in channels:
            raise ValueError("a person's own call is no machine channel: it is the caller's list")
        if "practice" in channels and len(channels) > 1:
            raise ValueError("practice does not mix with channels that reach real phones")
        return channels

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.answer_seconds < self.retry_seconds:
            raise ValueError("answer_seconds is shorter than retry_seconds: nobody would be tried twice")
        if self.slot_seconds < self.answer_seconds:
            raise ValueError("slot_seconds is shorter than answer_seconds")
        return self

    def mode_of(self, wanted: Mode) -> Mode:
        """How people are called: where no channel is set, messages alone would reach nobody, so people phone."""
        return "both" if wanted == "machine" and not self.channels else wanted

    @classmethod
    def real(cls) -> "CalloutSettings":
        return cls()

    @classmethod
    def practice(cls) -> "CalloutSettings":
        """Practice phones at an unhurried pace: silent people reach the caller's list after four minutes."""
        return cls(
            channels=("practice",),
            retry_seconds=120,
            answer_seconds=300,
            caller_seconds=300,
            leader_seconds=300,
            slot_seconds=3600,
            flight_seconds=30,
        )

    @classmethod
    def fast_practice(cls) -> "CalloutSettings":
        """To show the whole course in a few minutes."""
        return cls(
            channels=("practice",),
            retry_seconds=15,
            answer_seconds=45,
            caller_seconds=45,
            leader_seconds=45,
            slot_seconds=600,
            flight_seconds=10,
        )
