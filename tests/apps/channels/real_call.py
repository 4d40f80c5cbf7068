"""A real call of the small office over the stand-ins: person-1, -3, -5 by LINE, person-6 by SMS alone."""

from typing import Any

from phrom.incidents.actions import approve_activation, propose_activation
from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import PLAN, Course, plan_in_force
from tests.cast import SettableClock
from tests.fakes.line import user_id

ON_LINE = ("person-1", "person-3", "person-5")
SMS_NUMBER = "+66810000006"


def plan_with_line(*, shared_number: bool = False, second_number: str = "") -> dict[str, Any]:
    """The small plan; the first people have a LINE user id that ends in their number. `second_number`: of person-6."""
    people = [dict(person) for person in PLAN["people"]]
    for person in people:
        if person["id"] in ON_LINE:
            person["line_id"] = user_id(int(person["id"][-1]))
        if second_number and person["id"] == "person-6":
            person["phones"] = [*person["phones"], second_number]
        if shared_number and person["id"] == "person-5":
            del person["line_id"]
            person["phones"] = [SMS_NUMBER]
    return PLAN | {"people": people}


def begin(
    office: Organisation, proposer: Membership, approver: Membership, clock: SettableClock, **options: Any
) -> Course:
    """Proposed, approved, and not yet carried out."""
    plan_in_force(office, plan_with_line(**options))
    incident = propose_activation(proposer, "threat-flood", request_key="a-real-one-1", reason="น้ำท่วม")
    approve_activation(approver, incident.pk)
    return Course(proposer, clock, incident=incident)
