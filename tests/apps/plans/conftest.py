"""Plans of the office, in the states that the stories of this folder begin with."""

import pytest

from phrom.offices.access import Membership
from phrom.plans.actions import approve_plan, import_plan, submit_plan
from phrom.plans.models import PlanVersion
from tests.apps.plans.files import SAMPLE


@pytest.fixture
def draft(coordinator: Membership) -> PlanVersion:
    return import_plan(coordinator, "plan.yaml", SAMPLE)


@pytest.fixture
def submitted(coordinator: Membership, draft: PlanVersion) -> PlanVersion:
    return submit_plan(coordinator, draft.number)


@pytest.fixture
def approved(head: Membership, submitted: PlanVersion) -> PlanVersion:
    return approve_plan(head, submitted.number, reason="แก้ในรอบทบทวนถัดไป")
