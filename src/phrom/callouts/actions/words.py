"""What is sent: the texts of the message rules, filled with this callout's facts. Messages are Thai."""

from datetime import datetime
from functools import lru_cache

from phrom.core.callout.tree import CallTeam
from phrom.core.rendering.message_text import CallFacts, call_message, completion_message, spoken_message


def text_by(channel: str, facts: CallFacts, code: str) -> str:
    """The message to one person as this channel carries it: read, or heard."""
    return spoken_message(facts).th if channel == "voice" else call_text(facts, code)


def call_text(facts: CallFacts, code: str) -> str:
    """The message to one person, with their own code; without one, where the channel itself says who answers."""
    if not code:
        return _call_text(facts, "")
    sample = "A" * len(code)
    before, found, after = _call_text(facts, sample).partition(sample)
    if not found or sample in after:  # the office's own words hold it too
        return call_message(facts, code).th
    return f"{before}{code}{after}"


@lru_cache(maxsize=256)
def _call_text(facts: CallFacts, code: str) -> str:
    """But for the code, everybody of a callout gets the same."""
    return call_message(facts, code or None).th


def completion_text(facts: CallFacts, team: CallTeam, missing_count: int, now: datetime) -> str:
    """The call back to the leader: everybody of the team has answered, or has been tried."""
    people = len(team.slots)
    return completion_message(
        practice=facts.practice,
        office=facts.office,
        team=team.name,
        acknowledged=people - missing_count,
        total=people,
        at=now,
    ).th
