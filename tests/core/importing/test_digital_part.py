"""Part 3 of the form: where the digital services end and the infrastructure begins."""

from pathlib import Path

from phrom.core.importing import read_plan

CASES = Path(__file__).parents[2] / "cases" / "importing"


def test_the_item_on_infrastructure_in_the_same_table_is_no_digital_service() -> None:
    plan = read_plan((CASES / "phrae-2563.txt").read_bytes(), "plan.txt").plan
    assert [service.status for service in plan.digital_services] == ["planned", "in-use", "planned", "planned"]
    assert plan.infrastructure_service is not None
    assert str(plan.infrastructure_service.maximum_interruption) == "P1D"
