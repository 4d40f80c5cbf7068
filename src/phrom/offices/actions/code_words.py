"""The words and hashes of one-time codes, and how long each kind lives.

A first-sign-in code has 8 signs of 31 (40 bits) without look-alikes, so that it can be told by telephone and read
back. An approval code has 6 digits; it lives minutes, belongs to one account and dies after five wrong guesses.
Only an HMAC under the program's secret key is kept: it can be looked up, and a stolen database alone tells nothing.
"""

import secrets
from datetime import timedelta

from django.utils.crypto import salted_hmac

from phrom.core.values.duration import THAI_DIGITS

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
FIRST_SIGN_IN_LIFE = timedelta(days=7)
APPROVAL_LIFE = timedelta(minutes=10)
WRONG_GUESSES = 5


def new_first_sign_in_code() -> str:
    """XXXX-XXXX."""
    code = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{code[:4]}-{code[4:]}"


def new_approval_code() -> str:
    return f"{secrets.randbelow(10**6):06d}"


def as_typed(text: str) -> str:
    """What a person typed, brought to the form that is hashed: case, spaces, dashes and Thai digits do not matter."""
    return "".join(c for c in text.translate(THAI_DIGITS).upper() if c.isalnum())


def hash_of(code: str, purpose: str, user_id: int | None = None) -> str:
    """An approval code is hashed together with its account; a first-sign-in code is found by itself."""
    salt = f"phrom.one-time-code/{purpose}/{user_id or ''}"
    return salted_hmac(salt, as_typed(code), algorithm="sha256").hexdigest()
