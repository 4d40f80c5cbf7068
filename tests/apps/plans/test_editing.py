"""A draft is changed by several people: nothing is lost, everything is known, and what is in force stays as it is."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from phrom.core.plan.document import Plan
from phrom.core.plan.editing import Change, Move
from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError
from phrom.logbook.models import LogEntry
from phrom.offices.access import Membership
from phrom.offices.roles import Role
from phrom.plans import queries
from phrom.plans.actions import (
    approve_plan,
    begin_draft,
    change_draft,
    put_draft,
    return_to_draft,
    submit_plan,
    undo_saving,
)
from phrom.plans.models import PlanChange, PlanVersion
from tests import cast

POSITION = "people/person-3/position"


@pytest.fixture
def second(office: object, coordinator: Membership) -> Membership:
    """Another coordinator of the same office."""
    deputy = cast.Character("somjai", "นางสมใจ ช่วยงาน", Role.COORDINATOR)
    return cast.join(coordinator.organisation, deputy)


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """Numbers and times of versions come again in the next test; in an office they never do."""
    yield
    queries.forget()


def plan_now(version: PlanVersion) -> Plan:
    return queries.plan_of(PlanVersion.objects.get(pk=version.pk))


def test_a_saving_is_kept_with_who_when_before_and_after(coordinator: Membership, draft: PlanVersion) -> None:
    saved = change_draft(coordinator, draft.number, [Change(POSITION, "หัวหน้าฝ่าย")], 0)
    assert (saved.revision, saved.problems, saved.conflicts) == (1, (), ())
    row = PlanChange.objects.get()
    assert (row.path, row.before, row.after, row.changed_by_id) == (
        POSITION,
        "หัวหน้าสำนักปลัด",
        "หัวหน้าฝ่าย",
        coordinator.user_id,
    )
    assert plan_now(draft).people[2].position == "หัวหน้าฝ่าย"


def test_savings_are_no_entries_in_the_log_book(coordinator: Membership, draft: PlanVersion) -> None:
    before = LogEntry.objects.count()
    change_draft(coordinator, draft.number, [Change("title", "ก")], 0)
    assert LogEntry.objects.count() == before


def test_two_people_who_look_at_the_same_page_both_keep_their_work(
    coordinator: Membership, second: Membership, draft: PlanVersion
) -> None:
    change_draft(coordinator, draft.number, [Change(POSITION, "หัวหน้าฝ่าย")], 0)
    change_draft(coordinator, draft.number, [Change("people/+", {"given_name": "คนใหม่"})], 1)
    work = [Change("people/person-3/email", "p@b.example"), Change("people/+", {"given_name": "อีกคน"})]
    saved = change_draft(second, draft.number, work, 0)
    assert (saved.problems, saved.conflicts) == ((), ())
    person = plan_now(draft).people[2]
    assert (person.position, person.email) == ("หัวหน้าฝ่าย", "p@b.example")
    newcomers = [person for person in plan_now(draft).people if person.given_name in ("คนใหม่", "อีกคน")]
    assert len({person.id for person in newcomers}) == 2
    assert [row.changed_by_id for row in PlanChange.objects.filter(revision=3)] == [second.user_id] * 2


def test_a_draft_left_for_a_year_is_there_and_goes_on(
    clock: cast.SettableClock, coordinator: Membership, draft: PlanVersion
) -> None:
    change_draft(coordinator, draft.number, [Change(POSITION, "หัวหน้าฝ่าย")], 0)
    clock.advance(days=400)
    change_draft(coordinator, draft.number, [Change("people/person-3/email", "p@b.example")], 1)
    person = plan_now(draft).people[2]
    assert (person.position, person.email) == ("หัวหน้าฝ่าย", "p@b.example")
    assert [row.revision for row in PlanChange.objects.order_by("revision")] == [1, 2]


def test_one_value_changed_by_both_comes_back_with_both_and_the_rest_is_saved(
    coordinator: Membership, second: Membership, draft: PlanVersion
) -> None:
    change_draft(coordinator, draft.number, [Change(POSITION, "หัวหน้าฝ่าย")], 0)
    saved = change_draft(second, draft.number, [Change(POSITION, "ผู้อำนวยการ"), Change("title", "แผนใหม่")], 0)
    assert [(c.path, c.mine, c.theirs) for c in saved.conflicts] == [(POSITION, "ผู้อำนวยการ", "หัวหน้าฝ่าย")]
    assert (plan_now(draft).title, plan_now(draft).people[2].position) == ("แผนใหม่", "หัวหน้าฝ่าย")
    change_draft(second, draft.number, [Change(POSITION, "ผู้อำนวยการ")], saved.revision)  # the answer to the question
    assert plan_now(draft).people[2].position == "ผู้อำนวยการ"


def test_a_saving_sent_twice_is_made_once(coordinator: Membership, draft: PlanVersion) -> None:
    for _ in range(2):
        saved = change_draft(coordinator, draft.number, [Change("people/+", {"given_name": "คนใหม่"})], 0, key="k-1")
    assert saved.revision == 1
    assert [person.given_name for person in plan_now(draft).people].count("คนใหม่") == 1


def test_a_saving_is_taken_back_and_later_work_stays(
    coordinator: Membership, second: Membership, draft: PlanVersion
) -> None:
    before = plan_now(draft)
    work: list[Change | Move] = [Move("people/person-3", "person-1"), Change("units/unit-new", {"name": "ก"})]
    change_draft(coordinator, draft.number, work, 0)
    change_draft(second, draft.number, [Change("title", "แผนใหม่")], 1)
    saved = undo_saving(second, draft.number, 1)
    assert (saved.revision, saved.conflicts) == (3, ())
    assert plan_now(draft) == before.model_copy(update={"title": "แผนใหม่"})
    undo_saving(coordinator, draft.number, 3)  # taking back is taken back
    assert plan_now(draft).people[0].id == "person-3"


def test_taking_back_what_was_changed_again_asks(coordinator: Membership, draft: PlanVersion) -> None:
    change_draft(coordinator, draft.number, [Change("title", "สอง")], 0)
    change_draft(coordinator, draft.number, [Change("title", "สาม")], 1)
    saved = undo_saving(coordinator, draft.number, 1)
    assert [(c.path, c.theirs) for c in saved.conflicts] == [("title", "สาม")]


def test_what_was_wrong_is_told_and_not_saved(coordinator: Membership, draft: PlanVersion) -> None:
    saved = change_draft(
        coordinator, draft.number, [Change("processes/process-1/mtpd", "เร็ว ๆ"), Change("title", "ก")], 0
    )
    assert [problem.path for problem in saved.problems] == ["processes/process-1/mtpd"]
    assert plan_now(draft).title == "ก"


@pytest.mark.parametrize("revision", [-1, 7])
def test_a_revision_that_never_was_is_refused(coordinator: Membership, draft: PlanVersion, revision: int) -> None:
    with pytest.raises(InvalidInputError):
        change_draft(coordinator, draft.number, [Change("title", "ก")], revision)


def test_a_whole_plan_put_in_is_merged_too(coordinator: Membership, second: Membership, draft: PlanVersion) -> None:
    written = plan_now(draft).model_copy(update={"year": 2570})
    change_draft(second, draft.number, [Change("title", "ก")], 0)
    put_draft(coordinator, draft.number, written, 0)
    assert (plan_now(draft).title, plan_now(draft).year) == ("ก", 2570)


def test_only_whoever_keeps_the_plan_changes_it(
    head: Membership, member: Membership, auditor: Membership, stranger: Membership, draft: PlanVersion
) -> None:
    for who in (head, member, auditor):
        with pytest.raises(NotAllowedError):
            change_draft(who, draft.number, [Change("title", "ก")], 0)
    with pytest.raises(NotFoundError):
        change_draft(stranger, draft.number, [Change("title", "ก")], 0)


def test_a_version_in_force_is_changed_in_a_draft_made_from_it(coordinator: Membership, approved: PlanVersion) -> None:
    with pytest.raises(RefusedError) as refusal:
        change_draft(coordinator, approved.number, [Change("title", "ก")], 0)
    assert refusal.value.code == "not-a-draft"
    draft = begin_draft(coordinator, approved.number)
    assert begin_draft(coordinator, approved.number).number == draft.number == 2
    change_draft(coordinator, 2, [Change("title", "ก")], 0)
    assert plan_now(approved).title != "ก"
    assert LogEntry.objects.filter(kind="plan.drafted").count() == 1


def test_a_submitted_version_is_taken_back_before_it_is_changed(
    coordinator: Membership, head: Membership, member: Membership, submitted: PlanVersion
) -> None:
    with pytest.raises(RefusedError) as refusal:
        change_draft(coordinator, submitted.number, [Change("title", "ก")], 0)
    assert refusal.value.code == "submitted"
    with pytest.raises(NotAllowedError):
        return_to_draft(member, submitted.number, "")
    return_to_draft(coordinator, submitted.number, "เบอร์ผิด")
    change_draft(coordinator, submitted.number, [Change("title", "ก")], 0)
    submit_plan(coordinator, submitted.number)
    assert return_to_draft(head, submitted.number, "ยังไม่ครบ").state == "draft"
    assert LogEntry.objects.filter(kind="plan.returned").count() == 2


def test_a_version_in_force_cannot_be_sent_back(head: Membership, approved: PlanVersion) -> None:
    with pytest.raises(RefusedError):
        return_to_draft(head, approved.number, "")


def test_the_database_deletes_no_version_that_was_in_force(approved: PlanVersion) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM plans_planversion WHERE id = %s", [approved.pk])
    assert PlanVersion.objects.filter(pk=approved.pk).exists()


def test_what_is_approved_is_the_last_saving(coordinator: Membership, head: Membership, draft: PlanVersion) -> None:
    change_draft(coordinator, draft.number, [Change("title", "ก")], 0)
    submit_plan(coordinator, draft.number)
    approve_plan(head, draft.number, reason="ใช้ก่อน")
    assert plan_now(draft).title == "ก"
