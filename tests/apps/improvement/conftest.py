"""A practice in the office of the cast."""

from tests.apps.callouts.conftest import course

__all__ = ["course"]
