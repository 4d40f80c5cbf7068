"""A plan for people who may not see telephone numbers."""

import pytest

from phrom.core.plan.document import Organisation, Person, Plan, Step
from phrom.core.plan.masked import masked_plan, masked_text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("+66810000003", "081 ••• ••03"),
        ("โทร ๐๘๑-๐๐๐-๐๐๐๓ หรือ 1669", "โทร 081 ••• ••03 หรือ 1669"),
        ("02-000-1000 ต่อ 11", "02 0•• •••• ต่อ 11"),
        ("งบประมาณ 2569 จำนวน 12 คน", "งบประมาณ 2569 จำนวน 12 คน"),
    ],
)
def test_numbers_are_masked_wherever_they_stand_and_other_figures_are_not(text: str, masked: str) -> None:
    assert masked_text(text) == masked


def test_a_masked_plan_differs_only_in_its_numbers() -> None:
    plan = Plan(
        title="แผน",
        organisation=Organisation(name="อบต.", address="โทรศัพท์ 02 000 1000"),
        people=(Person(id="person-1", given_name="สมศักดิ์", phones=("+66810000003",), phones_text=("0810000003",)),),
    )
    shown = masked_plan(plan)
    assert shown.people[0].phones == ("081 ••• ••03",)
    assert shown.people[0].phones_text == ("081 ••• ••03",)
    assert "000 1000" not in (shown.organisation.address or "")
    assert shown.people[0].given_name == "สมศักดิ์"
    without_numbers = plan.model_copy(update={"people": (), "organisation": Organisation(name="อบต.")})
    assert masked_plan(without_numbers) == without_numbers


def test_a_number_inside_a_step_is_masked_too() -> None:
    assert Step(id="s", text=masked_text("โทรหานายอำนวย 0810000003")).text == "โทรหานายอำนวย 081 ••• ••03"
