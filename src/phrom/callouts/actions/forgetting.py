"""What can no longer matter and is no part of the record (log book, events, messages) is forgotten, a portion at a
time: no great transaction arises, and nobody waits."""

from phrom.callouts.actions.told_once import forget_old_events
from phrom.channels.handles import forget_old_handles
from phrom.offices.actions import forget_past_sign_ins

PORTION = 1000


def forget_old() -> bool:
    """One portion; whether there is more."""
    found = (forget_old_handles(PORTION), forget_old_events(PORTION), forget_past_sign_ins(PORTION))
    return max(found) >= PORTION
