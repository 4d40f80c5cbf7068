"""Signs that nobody sees and that change what is seen: controls, and those that turn a line round, join or part.

In a plan they stay, as they are part of what was written. On paper they must not turn the telephone number behind them
round (Unicode's bidirectional overrides and isolates last to the end of the line), and must not carry a number past
what looks for numbers. Text of right-to-left scripts needs none of them.
"""

import re

_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # without white space, U+0085 too
_TURNING = "\u202a-\u202e\u2066-\u206f"
_PARTING = "\u00ad\u180e\u200b\u2060-\u2064\ufeff"
_HIDDEN = re.compile(f"[{_CONTROLS}{_TURNING}{_PARTING}]+")
# scripts and pictures are joined by these, but figures are not
_JOINED = re.compile("(?<=\\d)[\u034f\u061c\u200c-\u200f\ufe00-\ufe0f]+(?=\\d)")


def without_hidden(text: str) -> str:
    """The text as it is seen, in the order in which it is written."""
    if text.isprintable():
        return text
    return _JOINED.sub("", _HIDDEN.sub("", text))
