"""SMS through an HTTP gateway."""

from typing import Any

from phrom.channels import wire
from phrom.channels.contract import FinalState, Health, OutgoingMessage
from phrom.channels.described import DescribedChannel
from phrom.channels.gateway import Gateway, at_path
from phrom.core.rendering.sms_segments import sms_length

# The words of SMPP 3.4 (5.2.28), which most gateways hand through. A gateway's own come before them.
SMPP_WORDS: dict[str, FinalState] = {
    "DELIVRD": "delivered",
    "DELIVERED": "delivered",
    "ACCEPTD": "sent",
    "ACCEPTED": "sent",
    "ENROUTE": "sent",
    "SENT": "sent",
    "QUEUED": "sent",
    "EXPIRED": "failed_temporary",
    "UNDELIV": "failed_temporary",
    "DELETED": "failed_temporary",
    "REJECTD": "failed_permanent",
    "REJECTED": "failed_permanent",
    "UNKNOWN": "uncertain",
}


class SmsChannel(DescribedChannel):
    name = "sms"
    provider = "gateway"
    words = SMPP_WORDS

    def fault(self, gateway: Gateway, message: OutgoingMessage) -> str:
        segments = sms_length(message.text).segments
        return f"too long: {segments} SMS in one" if segments > gateway.most_segments else ""

    def health(self, gateway: Gateway, answer: wire.Answer) -> Health:
        """With the credit that is left, where the settings say where it stands."""
        if not gateway.balance_path:
            return Health(works=True)
        left = _number(at_path(answer.json, gateway.balance_path))
        if left is None:
            return Health(works=False, reason="gateway: no balance at PHROM_SMS_BALANCE")
        return Health(works=left > 0, reason="" if left > 0 else "gateway: the credit is used up", left=left)


def _number(balance: Any) -> int | None:
    """A balance as gateways give it: `1520`, `"1,520.50"`; None for what is no number."""
    try:
        return int(float(str(balance).replace(",", "")))
    except (ValueError, OverflowError):
        return None
