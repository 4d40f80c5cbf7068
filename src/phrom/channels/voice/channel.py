"""Calls that speak the text and take a key, through a provider that settings describe."""

from phrom.channels.contract import FinalState
from phrom.channels.described import DescribedChannel

# No standard has words for the states of a call; these are what providers say. A provider's own come before them.
CALL_WORDS: dict[str, FinalState] = {
    "QUEUED": "sent",
    "ACCEPTED": "sent",
    "INITIATED": "sent",
    "STARTED": "sent",
    "DIALING": "sent",
    "RINGING": "sent",
    "ANSWERED": "sent",  # by somebody or something; only the key says that a person has heard it
    "IN PROGRESS": "sent",
    "COMPLETED": "delivered",  # spoken to the end
    "NO ANSWER": "failed_temporary",
    "UNANSWERED": "failed_temporary",
    "BUSY": "failed_temporary",
    "CANCELED": "failed_temporary",
    "CANCELLED": "failed_temporary",
    "REJECTED": "failed_temporary",  # whoever presses a call away may take the next one
    "MACHINE": "failed_temporary",  # a voice mail has it, and nobody may listen to that tonight
    "VOICEMAIL": "failed_temporary",
    "TIMEOUT": "failed_temporary",
    "FAILED": "failed_temporary",
    "UNKNOWN": "uncertain",
}


class VoiceChannel(DescribedChannel):
    name = "voice"
    provider = "voice"
    words = CALL_WORDS
