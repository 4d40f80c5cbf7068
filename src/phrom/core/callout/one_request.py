"""Which messages go out in one request: on a channel that takes many addresses at once, those of the same text."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from phrom.core.callout.step import SendMessage, Step
from phrom.core.callout.tree import CallTree


def in_one_request(tree: CallTree, steps: Iterable[Step], most: Mapping[str, int]) -> dict[str, str]:
    """By key of a message, the key of the first of those with which it goes out; who goes alone is left out.

    `most`: how many each such channel takes at once. The text is the same without a person's own code, so that the
    address must say who answers: of people who share one, each gets a message of their own.
    """
    sending: dict[str, list[SendMessage]] = defaultdict(list)
    for step in steps:
        if isinstance(step, SendMessage) and step.channel in most:
            sending[step.channel].append(step)
    found: dict[str, str] = {}
    for channel, messages in sending.items():
        people = Counter(address for c in tree.contacts for address in set(c.addresses(channel)))
        own = [m for m in messages if people[m.address] == 1]
        for begin in range(0, len(own), most[channel]):
            group = own[begin : begin + most[channel]]
            found |= {m.key: group[0].key for m in group if len(group) > 1}
    return found
