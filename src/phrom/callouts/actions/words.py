"""What is sent: the texts of the message rules, filled with this callout's facts. Messages are Thai."""

from datetime import datetime

from phrom.callouts.models import Callout, Recipient
from phrom.callouts.queries import facts_of
from phrom.core.callout.tree import CallTeam
from phrom.core.rendering.message_text import call_message, completion_message


def call_text(callout: Callout, recipient: Recipient) -> str:
    """The message to one person, with their own code."""
    return call_message(facts_of(callout), recipient.code).th


def completion_text(callout: Callout, team: CallTeam, missing_count: int, now: datetime) -> str:
    """The call back to the leader: everybody of the team has answered, or has been tried."""
    people = len(team.slots)
    return completion_message(
        practice=callout.practice,
        office=facts_of(callout).office,
        team=team.name,
        acknowledged=people - missing_count,
        total=people,
        at=now,
    ).th
