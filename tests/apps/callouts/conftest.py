"""A practice in the office of the cast."""

import pytest

from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import Course, plan_in_force
from tests.cast import SettableClock


@pytest.fixture
def course(office: Organisation, coordinator: Membership, clock: SettableClock) -> Course:
    """A fast practice, just started."""
    plan_in_force(office)
    return Course(coordinator, clock)
