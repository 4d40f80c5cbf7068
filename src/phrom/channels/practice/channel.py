"""Practice: messages appear on simulated phones inside the program and nowhere else."""

from asgiref.sync import sync_to_async

from phrom import clock
from phrom.channels.circuit import Circuit
from phrom.channels.contract import Outcome, OutgoingMessage
from phrom.channels.models import PracticeMessage
from phrom.channels.pace import Pace
from phrom.errors import DeliveryError


class PracticeChannel:
    name = "practice"
    repeatable = True

    def __init__(self) -> None:
        self.circuit = Circuit()
        self.pace = Pace(0)

    @property
    def account(self) -> str:
        return ""

    async def check(self) -> None:
        return None

    def problem(self) -> str | None:
        return None

    async def send(self, message: OutgoingMessage) -> Outcome:
        if not message.practice:
            raise DeliveryError("a real message does not go to a practice phone", permanent=True)
        await sync_to_async(PracticeMessage.objects.get_or_create)(
            key=message.key,
            defaults={
                "callout_id": message.callout_id,
                "person": message.person,
                "text": message.text,
                "answerable": message.answerable,
                "received_at": clock.now(),
            },
        )
        return Outcome.DELIVERED
