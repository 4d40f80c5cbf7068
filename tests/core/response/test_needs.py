"""Needs add up as the times of the processes run out; what the plan gives no number for stays unknown."""

from datetime import UTC, datetime, timedelta

from phrom.core.plan.document import Plan
from phrom.core.response.needs import needs_by_time
from phrom.core.response.processes import ProcessChange, process_statuses

NOON = datetime(2026, 8, 21, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)


def seats(n: int | None) -> dict[str, object]:
    laptops = [{"name": "โน้ตบุ๊ก", "quantity": 1, "unit": "เครื่อง"}, {"name": "เครื่องพิมพ์"}]
    return {"premises": [{"name": "ที่นั่ง", "quantity": n, "unit": "คน"}], "equipment": laptops}


PLAN = Plan.model_validate(
    {
        "title": "แผน",
        "organisation": {"name": "อบต."},
        "processes": [
            {"id": "later", "name": "คลัง", "mtpd": "P3D", "requirements": seats(4)},
            {"id": "first", "name": "สารบรรณ", "mtpd": "PT6H", "requirements": seats(2)},
            {"id": "same", "name": "เว็บไซต์", "mtpd": "PT6H", "requirements": seats(None)},
            {"id": "never", "name": "ทะเบียน", "requirements": seats(9)},
        ],
    }
)


def test_needs_add_up_from_one_deadline_to_the_next() -> None:
    steps = needs_by_time(process_statuses(PLAN, [], NOON, NOON + HOUR))
    assert [(s.at, set(s.processes), s.seats, s.seats_unknown) for s in steps] == [
        (NOON + 6 * HOUR, {"สารบรรณ", "เว็บไซต์"}, 2, 1),
        (NOON + 72 * HOUR, {"คลัง"}, 6, 1),
    ]
    laptops = [n for n in steps[-1].needs if n.name == "โน้ตบุ๊ก"]
    assert [(n.quantity, n.unknown) for n in laptops] == [(3, 0)]


def test_what_works_at_the_site_needs_its_seat_now_and_what_works_as_usual_none() -> None:
    changes = [ProcessChange("first", "site", NOON + HOUR), ProcessChange("later", "restored", NOON + HOUR)]
    steps = needs_by_time(process_statuses(PLAN, changes, NOON, NOON + 2 * HOUR))
    assert [(s.at, s.seats) for s in steps] == [(None, 2), (NOON + 6 * HOUR, 2)]
    assert needs_by_time(process_statuses(PLAN, [], None, NOON)) == ()
