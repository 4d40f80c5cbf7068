"""Taking in what a device kept while the server was out of reach."""

from phrom.outbox.actions.receive import Answer, receive

__all__ = ["Answer", "receive"]
