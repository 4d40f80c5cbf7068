"""A newer file for the same office: what differs is told in words, and each difference is taken or left."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from phrom.core.plan.comparison import differences
from phrom.core.plan.document import Plan
from phrom.core.plan.editing import Change
from phrom.core.plan.tree import plain_plan
from phrom.core.plan.uses import all_ids
from phrom.errors import NotAllowedError, NotFoundError, RefusedError
from phrom.logbook.models import LogEntry
from phrom.offices.access import Membership
from phrom.plans.actions import import_plan, submit_plan
from phrom.plans.actions.editing import change_draft
from phrom.plans.actions.second_import import choose_differences
from phrom.plans.models import PlanVersion, SecondReading
from phrom.plans.queries import plan_of, report_of, version_numbered
from tests.apps.plans.files import SAMPLE
from tests.apps.plans.pages import send_plan, words_on

SignIn = Callable[[Membership], Client]
SOURCE = (Path(__file__).parents[2] / "cases" / "importing" / "huaisommut-2567.txt").read_text(encoding="utf-8")


@pytest.fixture
def first(coordinator: Membership) -> PlanVersion:
    return import_plan(coordinator, "plan-2567.txt", SOURCE.encode())


@pytest.fixture
def newer_text(first: PlanVersion) -> str:
    """A year later: the coordinator has another number, somebody is new, and a process may stand still for less."""
    person = next(p for p in plan_of(first).people if len(p.phones) == 1 and p.phones_text)
    changed = SOURCE.replace(person.phones_text[0], "089 765 4321")
    assert changed != SOURCE
    return changed


@pytest.fixture
def second(coordinator: Membership, newer_text: str) -> PlanVersion:
    return import_plan(coordinator, "plan-2568.txt", newer_text.encode())


def idents(version: PlanVersion) -> list[str]:
    base = version.based_on
    assert base is not None
    reading = Plan.model_validate(SecondReading.objects.get(version=version).document)
    return [d.ident for d in differences(plan_of(base), reading)]


def test_the_page_tells_the_differences_and_nothing_else(
    coordinator: Membership, first: PlanVersion, newer_text: str, client_as: SignIn
) -> None:
    client = client_as(coordinator)
    response = send_plan(client, "plan-2568.txt", newer_text.encode(), follow=True)
    assert response.redirect_chain == [("/plan/2/differences/", 302)]
    page = words_on(response)
    assert "089 765 4321" in page
    assert "โทรศัพท์ของ" in page
    found = [d for d in differences(plan_of(first), plan_of(version_numbered(first.organisation_id, 2))) if d.matters]
    assert response.content.decode().count('name="take"') == len(found) > 0


def test_ids_stay_and_the_report_names_them(first: PlanVersion, second: PlanVersion) -> None:
    assert all_ids(plain_plan(plan_of(second))) == all_ids(plain_plan(plan_of(first)))
    report = report_of(second)
    assert report is not None
    before = {person.id: person.full_name for person in plan_of(first).people}
    for reading in report.readings:
        parts = reading.path.split("/")
        if parts[0] == "people" and len(parts) == 2 and reading.confidence == 1.0 and reading.text:
            assert before[parts[1]].split()[-1] in reading.text


def test_people_listed_in_another_order_are_the_same_people(coordinator: Membership, first: PlanVersion) -> None:
    read = plan_of(first)
    turned = plain_plan(read) | {"people": list(reversed(plain_plan(read)["people"]))}
    assert [d for d in differences(read, Plan.model_validate(turned)) if d.matters] == []


def test_what_is_left_stays_as_it_was_and_what_is_taken_is_the_new(
    coordinator: Membership, first: PlanVersion, second: PlanVersion, client_as: SignIn
) -> None:
    client = client_as(coordinator)
    shown = idents(second)
    response = client.post("/plan/2/differences/", {"shown": "\r\n".join(shown), "take": []})
    assert response.headers["Location"] == "/plan/2/review/"
    second.refresh_from_db()
    assert plan_of(second) == plan_of(first)
    client.post("/plan/2/differences/", {"shown": "\n".join(shown), "which": "all"})
    second.refresh_from_db()
    assert plan_of(second) == Plan.model_validate(SecondReading.objects.get().document)
    entries = LogEntry.objects.filter(kind="plan.combined").order_by("number")
    asked = [ident for ident in shown if not ident.endswith("_text")]
    assert [entry.data["taken_count"] for entry in entries] == [0, len(asked)]


def test_the_words_of_the_source_go_with_the_value_that_they_were_read_as(
    coordinator: Membership, first: PlanVersion, second: PlanVersion
) -> None:
    shown = [ident for ident in idents(second) if not ident.endswith("_text")]
    choose_differences(coordinator, 2, [], shown)
    second.refresh_from_db()
    assert plan_of(second).people == plan_of(first).people
    choose_differences(coordinator, 2, shown, shown)
    second.refresh_from_db()
    texts = {text for person in plan_of(second).people for text in person.phones_text}
    assert "089 765 4321" in texts


def test_a_value_that_was_not_taken_is_shown_as_kept_from_the_plan_before(
    coordinator: Membership, second: PlanVersion, client_as: SignIn
) -> None:
    shown = idents(second)
    path = next(ident for ident in shown if ident.endswith("/phones")).partition(":")[2]
    choose_differences(coordinator, 2, [], shown)
    client = client_as(coordinator)
    assert "แผนคงค่าของฉบับที่ 1" in words_on(client.get("/plan/2/review/", {"at": path}))
    assert path in client.get("/plan/2/review/report.json").json()["not_taken"]


def test_choosing_twice_the_same_is_one_choice(coordinator: Membership, second: PlanVersion) -> None:
    shown = idents(second)
    for _time in range(2):
        choose_differences(coordinator, 2, shown[:1], shown)
    assert LogEntry.objects.filter(kind="plan.combined").count() == 1
    second.refresh_from_db()
    assert second.revision <= 1


def test_what_was_mended_in_the_draft_survives_another_choice(coordinator: Membership, second: PlanVersion) -> None:
    shown = idents(second)
    change_draft(coordinator, 2, [Change("organisation/address", "ที่ทำการใหม่")], 0)
    choose_differences(coordinator, 2, [], shown)
    choose_differences(coordinator, 2, shown, shown)
    second.refresh_from_db()
    assert plan_of(second).organisation.address == "ที่ทำการใหม่"


def test_a_value_mended_by_hand_is_kept_and_said(coordinator: Membership, second: PlanVersion) -> None:
    shown = idents(second)
    path = next(ident for ident in shown if ident.endswith("/phones")).partition(":")[2]
    change_draft(coordinator, 2, [Change(path, ["+66811112222"])], 0)
    chosen = choose_differences(coordinator, 2, [], shown)
    second.refresh_from_db()
    assert chosen.kept
    assert [p.phones for p in plan_of(second).people if p.id == path.split("/")[1]] == [("+66811112222",)]


def test_a_difference_that_came_up_after_the_page_was_made_is_left(
    coordinator: Membership, second: PlanVersion
) -> None:
    shown = idents(second)
    change_draft(coordinator, 1, [Change("year", 2590)], 0)
    choose_differences(coordinator, 2, [*shown, "changed:year", "no such thing"], shown)
    second.refresh_from_db()
    assert "changed:year" in SecondReading.objects.get().left


def test_the_same_file_again_says_that_it_is_there(
    coordinator: Membership, first: PlanVersion, client_as: SignIn
) -> None:
    response = send_plan(client_as(coordinator), "again.txt", SOURCE.encode())
    assert response.status_code == 409
    assert "นำเข้าแล้วเป็นแผนฉบับที่ 1" in words_on(response)
    assert PlanVersion.objects.count() == 1


def test_another_file_that_says_the_same_goes_straight_to_the_review(
    coordinator: Membership, first: PlanVersion, client_as: SignIn
) -> None:
    response = send_plan(client_as(coordinator), "same.txt", (SOURCE + "\n").encode(), follow=True)
    assert response.redirect_chain[0][0] == "/plan/2/review/"
    assert "เหมือนแผนฉบับที่ 1 ทุกค่า" in words_on(response)


def test_the_programs_own_file_keeps_the_ids_that_are_written_in_it(
    coordinator: Membership, first: PlanVersion
) -> None:
    version = import_plan(coordinator, "plan.yaml", SAMPLE)
    assert "person-3" in {person.id for person in plan_of(version).people}
    assert SecondReading.objects.filter(version=version).exists()


def test_a_submitted_plan_is_no_longer_chosen_from(
    coordinator: Membership, second: PlanVersion, client_as: SignIn
) -> None:
    shown = idents(second)
    submit_plan(coordinator, 2)
    with pytest.raises(RefusedError):
        choose_differences(coordinator, 2, [], shown)
    page = client_as(coordinator).get("/plan/2/differences/").content.decode()
    assert '<button class="btn" form' not in page


def test_a_first_file_has_no_differences(coordinator: Membership, first: PlanVersion, client_as: SignIn) -> None:
    assert client_as(coordinator).get("/plan/1/differences/").status_code == 404
    with pytest.raises(NotFoundError):
        choose_differences(coordinator, 1, [], [])


def test_only_who_may_edit_the_plan_chooses(head: Membership, second: PlanVersion, stranger: Membership) -> None:
    with pytest.raises(NotAllowedError):
        choose_differences(head, 2, [], [])
    with pytest.raises(NotFoundError):
        choose_differences(stranger, 2, [], [])
