"""Reading running call trees."""

from phrom.callouts.models import CallerListItem, Callout, Recipient
from phrom.callouts.queries.channels import ChannelShown, channel_word, channels_shown, failing_channels
from phrom.callouts.queries.kept import Followed, follow, keep, learn_codes
from phrom.callouts.queries.reading import (
    Course,
    alarm_of,
    call_facts,
    callout_numbered,
    callout_of_incident,
    callouts_with_alarm,
    codes_of,
    course_of,
    facts_of,
    free_items,
    held_item,
    newest_beat,
    open_caller_items,
    other_callouts_of,
    recipient_by_code,
    tree_of,
)

__all__ = [
    "CallerListItem",
    "Callout",
    "ChannelShown",
    "Course",
    "Followed",
    "Recipient",
    "alarm_of",
    "call_facts",
    "callout_numbered",
    "callout_of_incident",
    "callouts_with_alarm",
    "channel_word",
    "channels_shown",
    "codes_of",
    "course_of",
    "facts_of",
    "failing_channels",
    "follow",
    "free_items",
    "held_item",
    "keep",
    "learn_codes",
    "newest_beat",
    "open_caller_items",
    "other_callouts_of",
    "recipient_by_code",
    "tree_of",
]
