"""What a saving changed can be taken back exactly."""

from hypothesis import HealthCheck, given, settings

from phrom.core.plan.document import Organisation, Plan
from phrom.core.plan.edit_record import EditRecord, records_between, undone
from phrom.core.plan.editing import Change, Move, apply_changes
from phrom.core.plan.text_form import dump_plan
from tests.core.plan.strategies import plans

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=80, deadline=None, suppress_health_check=_QUIET)
@given(plans(), plans())
def test_taking_back_gives_exactly_the_plan_before(before: Plan, after: Plan) -> None:
    assert dump_plan(undone(after, records_between(before, after))) == dump_plan(before)


def test_a_record_is_as_small_as_the_change() -> None:
    before = apply_changes(
        Plan(title="แผน", organisation=Organisation(name="สำนักงาน")),
        [Change("people/+", {"given_name": name}) for name in "กขค"],
    ).plan
    changes = [Change("people/person-2/email", "a@b.example"), Change("people/person-1", None)]
    after = apply_changes(before, changes).plan
    assert records_between(before, after) == (
        EditRecord("people/person-1", {"id": "person-1", "given_name": "ก"}, None, "person-2"),
        EditRecord("people/person-2/email", None, "a@b.example"),
    )
    moved = apply_changes(before, [Move("people/person-3", "person-1")]).plan
    assert [record.order for record in records_between(before, moved)] == [True]
    assert undone(moved, records_between(before, moved)) == before
