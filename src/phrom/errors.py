"""The two kinds of error that rooms of the shell raise on purpose.

`RefusedError`: we will not do that; raised by actions, turned into a page, a status or JSON in one place
(`phrom.web.refusals`). `DeliveryError`: the outside failed; raised by a channel, it always ends in a log entry and a
next step. Faults in the user's document are findings; our own mistakes are ordinary exceptions.
"""

from django.db import InterfaceError, OperationalError

AWAY = (OperationalError, InterfaceError)  # the database does not answer; it will again


class RefusedError(Exception):
    """A request that the program will not carry out. `code` is stable, `message` is translated for people.

    `field`: the name of the form's field that the message concerns, where it is one field.
    """

    code = "refused"
    status = 409

    def __init__(self, message: str, *, code: str | None = None, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.field = field


class NotAllowedError(RefusedError):
    """The person's role does not have the right."""

    code = "not-allowed"
    status = 403


class NotFoundError(RefusedError):
    """There is no such thing in the person's office."""

    code = "not-found"
    status = 404


class InvalidInputError(RefusedError):
    """What was sent cannot be used; nothing was stored."""

    code = "invalid-input"
    status = 422


class TooManyTriesError(RefusedError):
    """Guessing is slowed down."""

    code = "too-many-tries"
    status = 429


class DeliveryError(Exception):
    """A channel could not deliver. `permanent`: another try on this channel is useless.

    `retry_after`: so many seconds the provider asks to be left alone, if it said so. `channel_down`: the channel itself
    does not work now, whoever is written to: another one is to be taken at once.
    """

    def __init__(
        self, reason: str, *, permanent: bool, retry_after: float | None = None, channel_down: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.retry_after = retry_after
        self.channel_down = channel_down
