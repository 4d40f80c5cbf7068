"""Submitting and approving: two people, once, and then for good."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from phrom.core.plan.text_form import dump_plan, load_plan
from phrom.errors import RefusedError
from phrom.logbook.models import LogEntry
from phrom.offices.access import Membership
from phrom.offices.actions import issue_approval_code
from phrom.plans.actions import approve_plan, import_plan, submit_plan
from phrom.plans.models import PlanVersion
from tests import cast
from tests.apps.plans.files import SAMPLE, a_plan_of
from tests.apps.plans.pages import words_on
from tests.cast import SettableClock

SignIn = Callable[[Membership], Client]
APPROVE = {"act": "approve", "sure": "on", "reason": "แก้ในรอบทบทวนถัดไป"}


def kinds() -> list[str]:
    return list(LogEntry.objects.order_by("number").values_list("kind", flat=True))


def test_submitting_leads_to_the_page_of_approval(
    coordinator: Membership, draft: PlanVersion, client_as: SignIn
) -> None:
    client = client_as(coordinator)
    response = client.post(f"/plan/{draft.number}/submit/", follow=True)
    assert response.redirect_chain == [("/plan/1/approve/", 302)]
    client.post(f"/plan/{draft.number}/submit/")
    draft.refresh_from_db()
    assert draft.state == "submitted"
    assert kinds().count("plan.submitted") == 1


@pytest.mark.parametrize(("year", "told"), [(2568, True), (2569, False), (2570, False), (None, False)])
def test_who_approves_a_plan_of_a_year_gone_by_is_told(
    clock: SettableClock, coordinator: Membership, client_as: SignIn, year: int | None, told: bool
) -> None:
    plan = load_plan(SAMPLE.decode()).model_copy(update={"year": year})
    submit_plan(coordinator, import_plan(coordinator, "plan.yaml", dump_plan(plan).encode()).number)
    page = words_on(client_as(coordinator).get("/plan/1/approve/"))
    assert ("แผนเขียนว่าเป็นแผนปี 2568 แต่ปีนี้คือ 2569" in page) is told


def test_who_submitted_may_not_approve(office: object, coordinator: Membership, draft: PlanVersion) -> None:
    submit_plan(coordinator, draft.number)
    coordinator.role = "head"  # the role would do, the person does not
    with pytest.raises(RefusedError) as refusal:
        approve_plan(coordinator, draft.number)
    assert refusal.value.code == "same-person"
    draft.refresh_from_db()
    assert draft.state == "submitted"


def test_the_database_refuses_one_person_in_both_roles(coordinator: Membership, submitted: PlanVersion) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanVersion.objects.filter(pk=submitted.pk).update(approved_by_id=coordinator.user_id)


def test_the_head_approves_on_their_own_screen(head: Membership, submitted: PlanVersion, client_as: SignIn) -> None:
    client = client_as(head)
    assert "ท่านอนุมัติแผนฉบับนี้หรือไม่" in words_on(client.get("/plan/1/approve/"))
    response = client.post("/plan/1/approve/", APPROVE, follow=True)
    assert response.redirect_chain == [("/plan/1/", 302)]
    assert "แผนฉบับที่ 1 มีผลใช้แล้ว" in words_on(response)
    submitted.refresh_from_db()
    assert (submitted.state, submitted.approved_by_id) == ("approved", head.user_id)


def test_pressing_approve_twice_approves_once(head: Membership, submitted: PlanVersion, client_as: SignIn) -> None:
    client = client_as(head)
    for _ in range(2):
        assert client.post("/plan/1/approve/", APPROVE).status_code == 302
    assert kinds().count("plan.approved") == 1


def test_the_head_confirms_by_code_on_the_coordinators_screen(
    coordinator: Membership, head: Membership, submitted: PlanVersion, client_as: SignIn
) -> None:
    client = client_as(coordinator)
    page = words_on(client.get("/plan/1/approve/"))
    assert head.user.name in page
    code = issue_approval_code(head)
    wrong = client.post(
        "/plan/1/approve/", APPROVE | {"approver": head.pk, "code": "000 000" if code != "000000" else "1"}
    )
    assert wrong.status_code == 422
    assert "รหัสยืนยันไม่ถูกต้องหรือหมดอายุ" in words_on(wrong)
    sent = APPROVE | {"approver": head.pk, "code": code}
    assert client.post("/plan/1/approve/", sent).status_code == 302
    assert client.post("/plan/1/approve/", sent).status_code == 302
    submitted.refresh_from_db()
    assert submitted.approved_by_id == head.user_id
    assert kinds().count("plan.approved") == 1


def test_errors_left_in_the_plan_are_accepted_only_with_a_reason_and_stay_listed(
    head: Membership, submitted: PlanVersion, client_as: SignIn
) -> None:
    client = client_as(head)
    response = client.post("/plan/1/approve/", {"act": "approve", "sure": "on", "reason": ""})
    assert response.status_code == 422
    assert "ให้เขียนเหตุผล" in words_on(response)
    client.post("/plan/1/approve/", APPROVE)
    submitted.refresh_from_db()
    rules = [finding["rule"] for finding in submitted.accepted_errors]
    logged = LogEntry.objects.filter(kind="finding.accepted")
    assert rules == [entry.data["rule"] for entry in logged.order_by("number")]
    assert len(rules) == 2
    assert {entry.data["reason"] for entry in logged} == {"แก้ในรอบทบทวนถัดไป"}
    assert "แก้ในรอบทบทวนถัดไป" in words_on(client.get("/plan/1/"))


def test_without_an_approver_the_page_opens_an_account_for_the_head_and_shows_the_code_once(
    coordinator: Membership, submitted: PlanVersion, client_as: SignIn
) -> None:
    client = client_as(coordinator)
    assert "เปิดบัญชีให้ นายสมศักดิ์ ธารทอง" in words_on(client.get("/plan/1/approve/"))
    opened = client.post("/plan/1/approve/", {"act": "account"})
    code = opened.context["new_code"]
    assert code in words_on(opened)
    assert "บอกด้วยปากเปล่า" in words_on(opened)
    again = client.get("/plan/1/approve/")
    assert code not in words_on(again)
    assert "นายสมศักดิ์ ธารทอง ยังไม่เคยเข้าใช้" in words_on(again)
    member = opened.context["new_member"]
    fresh = client.post("/plan/1/approve/", {"act": "code", "member": member.pk})
    assert fresh.context["new_code"] != code
    assert Client().get("/first-sign-in/").status_code == 200


def test_in_the_sample_office_one_person_alone_can_go_on(coordinator: Membership, client_as: SignIn) -> None:
    client = client_as(coordinator)
    client.post("/plan/sample/")
    page = client.post("/plan/1/submit/", follow=True)
    assert page.context["sample_code"] in words_on(page)
    approver = page.context["sample_approver"]
    done = client.post("/plan/1/approve/", APPROVE | {"approver": approver.pk, "code": page.context["sample_code"]})
    assert done.status_code == 302
    assert PlanVersion.objects.get().state == "approved"


def test_no_code_of_anybody_is_shown_in_a_real_office(
    coordinator: Membership, head: Membership, submitted: PlanVersion, client_as: SignIn
) -> None:
    page = client_as(coordinator).get("/plan/1/approve/")
    assert "sample_code" not in page.context
    assert "new_code" not in page.context


@pytest.mark.parametrize("who", ["leader", "member", "auditor"])
def test_others_cannot_approve(
    who: str, request: pytest.FixtureRequest, submitted: PlanVersion, client_as: SignIn
) -> None:
    client = client_as(request.getfixturevalue(who))
    assert client.get("/plan/1/approve/").status_code == 403
    assert client.post("/plan/1/approve/", APPROVE).status_code == 403
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_another_offices_plan_is_not_found(stranger: Membership, submitted: PlanVersion, client_as: SignIn) -> None:
    client = client_as(stranger)
    assert client.post("/plan/1/submit/").status_code == 404
    assert client.get("/plan/1/approve/").status_code == 404


def test_a_new_version_in_force_supersedes_the_one_before(
    coordinator: Membership, head: Membership, approved: PlanVersion
) -> None:
    newer = import_plan(coordinator, "newer.yaml", a_plan_of(cast.OFFICE))
    submit_plan(coordinator, newer.number)
    approve_plan(head, newer.number)
    approved.refresh_from_db()
    assert approved.state == "superseded"
    assert LogEntry.objects.get(kind="plan.superseded").data == {"version": 1, "new_version": 2}
    assert PlanVersion.objects.filter(state="approved").count() == 1


@pytest.mark.parametrize(
    "change",
    [
        'document = \'{"title": "อื่น"}\'',
        "state = 'draft'",
        "accepted_errors = '[]'",
        "accepted_reason = 'อื่น'",
        "approved_by_id = NULL",
        "submitted_by_id = NULL",
    ],
)
def test_what_was_approved_cannot_be_changed_even_by_sql(approved: PlanVersion, change: str) -> None:
    before = PlanVersion.objects.filter(pk=approved.pk).values().get()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE plans_planversion SET {change} WHERE id = %s", [approved.pk])  # noqa: S608
    assert PlanVersion.objects.filter(pk=approved.pk).values().get() == before


def test_a_draft_is_not_frozen(draft: PlanVersion) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE plans_planversion SET source_name = 'x', state = 'draft' WHERE id = %s", [draft.pk])
    draft.refresh_from_db()
    assert draft.source_name == "x"
