"""What the simulated phones show."""

from phrom.channels.models import PracticeMessage


def practice_messages(callout_id: int) -> dict[str, list[PracticeMessage]]:
    """Messages of a callout by person, newest first."""
    phones: dict[str, list[PracticeMessage]] = {}
    for message in PracticeMessage.objects.filter(callout_id=callout_id).order_by("-received_at", "-pk"):
        phones.setdefault(message.person, []).append(message)
    return phones
