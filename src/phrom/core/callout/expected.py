"""What a call is going to send: how many messages by each channel at first, and at most if nobody answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree


@dataclass(frozen=True, slots=True)
class Expected:
    """Messages by one channel. `first`: to whom it is the first channel, once each; `most`: every try to everybody,
    alternates too, if nobody answers at all."""

    channel: str
    first: int
    most: int


def called_by_machine(tree: CallTree, people: Iterable[str]) -> tuple[str, ...]:
    """Of these people those whom messages reach first; in a cascade members are phoned by their leader alone."""
    if tree.mode != "cascade":
        return tuple(people)
    leading = {h for slot in tree.upper_slots for h in tree.slots_by_id[slot].holders}
    return tuple(p for p in people if p in leading)


def expected_messages(tree: CallTree, settings: CalloutSettings) -> tuple[Expected, ...]:
    """For each channel of the settings, in their order; completion calls to leaders are not counted."""
    contacts = tree.contact_by_person
    first = [contacts[p].order(settings.channels)[:1] for p in called_by_machine(tree, tree.first_called)]
    every = [contacts[p].order(settings.channels) for p in called_by_machine(tree, contacts)]
    return tuple(
        Expected(
            channel,
            sum(1 for order in first if channel in order),
            settings.tries_per_channel * sum(1 for order in every if channel in order),
        )
        for channel in settings.channels
    )
