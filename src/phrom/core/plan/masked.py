"""A plan as people without the right to telephone numbers see it: `081 ••• ••03` instead of `081 000 0003`.

Enough to tell two numbers apart, not enough to call one. Short numbers such as 1669 are public and stay. Every text
is looked through, because numbers also stand in steps, addresses and remarks.
"""

from typing import Any

from phrom.core.plan.document import Plan
from phrom.core.values.hidden_signs import without_hidden
from phrom.core.values.phone_number import display, find_numbers

_FIRST, _LAST = 3, 2  # digits that are still shown


def masked_plan(plan: Plan) -> Plan:
    """The same plan with every telephone number masked. Ids, durations and texts without a number are unchanged."""
    return Plan.model_validate(_masked(plan.model_dump(mode="json")))


def masked_text(text: str) -> str:
    """A text with its telephone numbers masked."""
    seen = without_hidden(text)
    numbers = find_numbers(seen)
    if not numbers:
        return text
    text, parts, at = seen, [], 0
    for found in numbers:
        if not found.number.startswith("+66"):
            continue
        parts += [text[at : found.start], _mask(display(found.number))]
        at = found.end
    return "".join((*parts, text[at:]))


def _mask(shown: str) -> str:
    places = [i for i, sign in enumerate(shown) if sign.isdigit()]
    hidden = set(places[_FIRST:-_LAST])
    return "".join("•" if i in hidden else sign for i, sign in enumerate(shown))


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return masked_text(value)
    if isinstance(value, dict):
        return {key: _masked(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_masked(held) for held in value]
    return value
