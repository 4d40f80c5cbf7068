"""Plan files that the stories of this folder bring in."""

from importlib import resources

from phrom.core.plan.document import Organisation, Plan
from phrom.core.plan.text_form import dump_plan

SAMPLE = resources.files("phrom.plans").joinpath("samples/sample_office.yaml").read_bytes()


def a_plan_of(office: str) -> bytes:
    """The smallest plan of an office."""
    return dump_plan(Plan(title="แผนบริหารความต่อเนื่อง", organisation=Organisation(name=office))).encode()
