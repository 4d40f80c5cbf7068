"""A practice in the office of the cast, and no verdict left over from the test before."""

from collections.abc import Iterator

import pytest

from phrom.logbook import queries
from tests.apps.callouts.conftest import course

__all__ = ["course"]


@pytest.fixture(autouse=True)
def no_verdict_yet() -> Iterator[None]:
    queries._checked.clear()
    yield
    queries._checked.clear()
