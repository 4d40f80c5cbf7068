"""Short reply codes: how somebody answers a message that carries no link.

One code per person and callout, from an alphabet without look-alikes, tolerant of case, Thai digits and blanks.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

LETTERS = "ACDEFHJKMNPRTWXY"  # without B G I L O Q S U V Z, which are taken for 8 6 1 1 0 O 5 V U 2
DIGITS = "34679"
ALPHABET = LETTERS + DIGITS
MINIMUM_LENGTH = 4
LINK_LENGTH = 8  # of a code that links a LINE account; no call is so large that its reply codes were as long
_ROOM_PER_PERSON = 5_000  # codes for each one that is in use: a guess hits somebody once in so many tries
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


class RandomSource(Protocol):
    """`random.Random` in tests and simulations, `secrets.SystemRandom()` where it matters."""

    def choice(self, seq: Sequence[str], /) -> str: ...


@dataclass(frozen=True, slots=True)
class GuessLimit:
    """So many wrong codes from one origin within the window, then a pause until the oldest of them has aged."""

    tries: int = 5
    window: timedelta = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class GuessVerdict:
    allowed: bool
    again_at: datetime | None = None


def code_length(people: int) -> int:
    """How long codes must be for so many people, so that guessing stays hopeless."""
    length = MINIMUM_LENGTH
    while len(ALPHABET) ** length < people * _ROOM_PER_PERSON:
        length += 1
    return length


def generate_codes(people: Sequence[str], source: RandomSource, in_use: int = 0) -> dict[str, str]:
    """A different code for each person. Each has a letter and a digit, so that none is a word or looks like a year.

    `in_use`: codes of other callouts that still count. With them the codes grow longer: there are always enough, and a
    guess hits nobody.
    """
    length = code_length(len(people) + in_use)
    used: set[str] = set()
    codes = {}
    for person in people:
        code = _one_code(length, source)
        while code in used:
            code = _one_code(length, source)
        used.add(code)
        codes[person] = code
    return codes


def link_code(source: RandomSource) -> str:
    """A code that links an account to a person: hopeless to guess in the days that it counts."""
    return _one_code(LINK_LENGTH, source)


def normalise_code(text: str) -> str:
    """What somebody typed as the code they meant: `k๔ p-7` is `K4P7`. Text that is no code gives some other text."""
    plain = unicodedata.normalize("NFKC", text).translate(_THAI_DIGITS).upper()
    return "".join(c for c in plain if c.isascii() and c.isalnum())


def codes_in(text: str) -> tuple[str, ...]:
    """Every word of a message that could be a code, normalised, in order; last the whole message as one code.

    For an answer such as `รับทราบ K4P7 ครับ`. Words with a character outside the alphabet are left out.
    """
    words = [normalise_code(word) for word in text.split()] + [normalise_code(text)]
    return tuple(dict.fromkeys(w for w in words if len(w) >= MINIMUM_LENGTH and set(w) <= set(ALPHABET)))


def may_guess(wrong_at: Sequence[datetime], now: datetime, limit: GuessLimit) -> GuessVerdict:
    """Whether one more code is looked at, after wrong ones at these times from the same origin (in any order)."""
    recent = sorted(moment for moment in wrong_at if moment > now - limit.window)
    if len(recent) < limit.tries:
        return GuessVerdict(True)
    return GuessVerdict(False, recent[len(recent) - limit.tries] + limit.window)


def _one_code(length: int, source: RandomSource) -> str:
    while True:
        code = "".join(source.choice(ALPHABET) for _ in range(length))
        if any(c in DIGITS for c in code) and any(c in LETTERS for c in code):
            return code
