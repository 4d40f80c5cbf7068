"""The editor: every section has its form, what is typed is never lost, findings stand at their place."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from phrom.core.plan.document import Plan
from phrom.core.plan.text_form import dump_plan
from phrom.logbook.actions import write_entry
from phrom.logbook.models import LogEntry
from phrom.offices.access import Membership
from phrom.plans import queries
from phrom.plans.models import PlanVersion
from phrom.plans.views.edit.sections import SECTIONS
from tests.apps.plans.pages import words_on
from tests.cast import SettableClock

SignIn = Callable[[Membership], Client]
PHONES = "people/person-3/phones"


@pytest.fixture
def client(coordinator: Membership, draft: PlanVersion, client_as: SignIn) -> Client:
    return client_as(coordinator)


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    yield
    queries.forget()


def plan_now() -> Plan:
    return queries.plan_of(PlanVersion.objects.order_by("-number")[0])


def send(client: Client, page: str, fields: dict[str, Any], op: str = "", base: int = 0, **how: Any) -> Any:
    sent = {"base": base, "present": [path for path in fields if ":" not in path], "op": op} | fields
    return client.post(f"/plan/1/edit/{page}", sent, **how)


def tell(client: Client, page: str, fields: dict[str, Any], base: int = 0) -> dict[str, Any]:
    """As the page's script does it, field by field."""
    response = send(client, page, fields, base=base, headers={"accept": "application/json"})
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


@pytest.mark.parametrize("section", [section.ident for section in SECTIONS])
def test_every_section_has_a_form_that_changes_nothing_when_sent_back_untouched(client: Client, section: str) -> None:
    page = client.get(f"/plan/1/edit/{section}/")
    assert page.status_code == 200
    before = dump_plan(plan_now())
    response = client.post(f"/plan/1/edit/{section}/", as_sent_by_a_browser(page))
    assert response.status_code == 302
    assert dump_plan(plan_now()) == before


@pytest.mark.parametrize(
    "page",
    [
        "people/person-3",
        "team/head",
        "team/team-1",
        "processes/process-1",
        "strategies/0",
        "response/day-1",
        "scenarios/threat-flood",
        "sites/site-1",
        "suppliers/supplier-1",
        "digital/0",
    ],
)
def test_a_thing_s_own_page_changes_nothing_when_sent_back_untouched(client: Client, page: str) -> None:
    shown = client.get(f"/plan/1/edit/{page}/")
    assert shown.status_code == 200
    before = dump_plan(plan_now())
    assert client.post(f"/plan/1/edit/{page}/", as_sent_by_a_browser(shown)).status_code == 302
    assert dump_plan(plan_now()) == before


def as_sent_by_a_browser(page: Any) -> dict[str, Any]:
    """What the form holds, as a browser without scripts would send it."""
    sent: dict[str, Any] = {"base": "0", "op": "save", "present": list(page.context["bounds"])}
    for path, bound in page.context["bounds"].items():
        sent[path] = [text.replace("\n", "\r\n") for text in bound.texts]
    return sent


def test_a_number_is_checked_while_it_is_typed_and_kept_as_typed(client: Client) -> None:
    told = tell(client, "people/", {PHONES: "081 000 00\n๐๘๑ ๐๐๐ ๐๐๗๗"})
    assert "081 000 00" in told["errors"][PHONES]
    person = plan_now().people[2]
    assert (person.phones, person.phones_text) == (("+66810000077",), ("081 000 00",))
    assert "081 000 00" in client.get("/plan/1/edit/people/person-3/").content.decode()
    told = tell(client, "people/", {PHONES: "081 000 0077"}, base=1)
    assert told["errors"] == {}
    assert plan_now().people[2].phones_text == ()


def test_a_finding_stands_beside_its_field_and_goes_when_it_is_mended(client: Client) -> None:
    path = "people/person-15/phones"
    page = client.get("/plan/1/edit/people/")
    assert any(finding.rule == "C103" for finding in page.context["sheet"].slots[path])
    told = tell(client, "people/", {path: "081 000 0055"})
    assert path not in told["slots"]


def test_the_next_thing_to_mend_stays_in_view_until_nothing_is_left(client: Client) -> None:
    page = client.get("/plan/1/edit/people/person-15/")
    left = page.context["left"]
    assert left["errors"] == 2
    assert not left["next"].path.startswith("people/person-15/"), "its own errors stand on the page itself"
    assert left["next"].url in page.content.decode()
    told = tell(client, "people/person-15/", {"people/person-15/phones": "081 000 0115"})
    assert "เหลือข้อผิด 1 ข้อ" in told["left"]
    assert "15 จาก 16" in words_on(page)
    assert "โทรศัพท์ 16" not in words_on(page), "how many there are is no part of a label"


def test_what_cannot_be_read_comes_back_into_its_field_and_the_rest_is_saved(client: Client) -> None:
    mtpd, name = "processes/process-1/mtpd", "processes/process-1/name"
    response = send(client, "processes/process-1/", {mtpd: "เร็ว ๆ นี้", name: "งานใหม่"}, "save")
    assert response.status_code == 422
    assert "เร็ว ๆ นี้" in response.content.decode()
    assert "อ่านเป็นระยะเวลาไม่ได้" in words_on(response)
    assert plan_now().processes[0].name == "งานใหม่"


def test_a_time_is_understood_in_words_and_the_words_are_kept(client: Client) -> None:
    send(client, "processes/process-1/", {"processes/process-1/mtpd": "๒ วัน"}, "save")
    process = plan_now().processes[0]
    assert (str(process.mtpd), process.mtpd_text) == ("P2D", "๒ วัน")


def test_somebody_else_s_change_is_shown_beside_what_was_typed(client: Client) -> None:
    tell(client, "people/", {PHONES: "081 000 0055"})
    response = send(client, "people/person-3/", {PHONES: "081 000 0066"}, "save", base=0)
    page = words_on(response)
    assert response.status_code == 422
    assert "081 000 0055" in page
    assert "081 000 0066" in page
    send(client, "people/person-3/", {PHONES: "081 000 0066"}, "save", base=1)
    assert plan_now().people[2].phones == ("+66810000066",)


def test_a_person_is_added_and_has_a_page(client: Client) -> None:
    new = {"new:people/title": "นาง", "new:people/given_name": "มาลี", "new:people/family_name": "ใหม่"}
    response = send(client, "people/", new, "add:people")
    assert response.status_code == 302
    assert response.url.startswith("/plan/1/edit/people/person-17/")
    assert plan_now().people[-1].full_name == "นางมาลี ใหม่"


def test_nothing_is_added_without_a_name_and_what_was_typed_stays(client: Client) -> None:
    new = {"new:people/title": "", "new:people/given_name": "", "new:people/family_name": "ใหม่"}
    response = send(client, "people/", new, "add:people")
    assert response.status_code == 422
    assert 'value="ใหม่"' in response.content.decode()
    assert len(plan_now().people) == 16


@pytest.mark.parametrize(
    ("page", "rows", "new", "count"),
    [
        ("response/day-1/", "response/day-1/steps", {"text": "ขั้นใหม่"}, lambda p: len(p.response[0].steps)),
        ("processes/process-1/", "processes/process-1/requirements/people", {"name": "เวร"},
         lambda p: len(p.processes[0].requirements.people)),
        ("team/team-1/", "continuity_team/teams/team-1/members", {"primary": "person-9"},
         lambda p: len(p.continuity_team.teams[0].members)),
        ("scenarios/threat-flood/", "scenarios/threat-flood/targets",
         {"text": "เปิดบริการ", "within": "1 วัน", "after": "incident"}, lambda p: len(p.scenarios[0].targets)),
        ("strategies/", "strategies", {"area": "people"}, lambda p: len(p.strategies)),
        ("units/", "units", {"name": "กองใหม่"}, lambda p: len(p.units)),
    ],
)  # fmt: skip
def test_a_row_is_added_and_taken_away_again(
    client: Client, page: str, rows: str, new: dict[str, str], count: Callable[[Plan], int]
) -> None:
    before = count(plan_now())
    typed = {f"new:{rows}/{name}": value for name, value in new.items()}
    assert send(client, page, typed, f"add:{rows}").status_code == 302
    assert count(plan_now()) == before + 1
    added = queries.plan_of(PlanVersion.objects.get())
    last = added.response[0].steps[-1].id if rows.endswith("steps") else ""
    last = last or (added.scenarios[0].targets[-1].id if rows.endswith("targets") else "")
    last = last or (added.units[-1].id if rows == "units" else str(before))
    send(client, page, {}, f"remove:{rows}/{last}", base=1)
    assert count(plan_now()) == before


def test_steps_are_moved_by_keys_and_by_dragging(client: Client) -> None:
    steps = [step.id for step in plan_now().response[0].steps]
    send(client, "response/day-1/", {}, f"down:response/day-1/steps/{steps[0]}")
    assert [step.id for step in plan_now().response[0].steps][:2] == [steps[1], steps[0]]
    send(client, "response/day-1/", {"before": steps[0]}, f"place:response/day-1/steps/{steps[-1]}", base=1)
    now = [step.id for step in plan_now().response[0].steps]
    assert now.index(steps[-1]) == now.index(steps[0]) - 1


def test_a_cell_of_the_matrix_goes_round_at_a_tap(client: Client) -> None:
    def answer() -> bool | None:
        cells = {(cell.threat, cell.area): cell.affected for cell in plan_now().impacts}
        return cells.get(("threat-flood", "premises"))

    for base, (op, expected) in enumerate([("no", False), ("", None), ("yes", True)]):
        send(client, "threats/", {}, f"put:threat-flood/premises/{op}", base=base)
        assert answer() is expected


def test_the_form_is_answered_from_the_plan_with_why(client: Client) -> None:
    send(client, "checklist/", {"checklist/6/answer": ""}, "save")
    page = client.get("/plan/1/edit/checklist/")
    assert "จากแผน: มี เพราะแผนมีทีมบริหารความต่อเนื่อง 4 รายการ" in words_on(page)
    send(client, "checklist/", {}, "answer:all", base=1)
    assert plan_now().checklist[6].answer is True


def test_removing_somebody_with_a_role_says_where_and_offers_another(client: Client) -> None:
    response = send(client, "people/", {}, "remove:people/person-5")
    assert response.headers["Location"] == "/plan/1/edit/remove/?at=people%2Fperson-5"
    page = client.get(response.url)
    assert "ยังมี 1 แห่งที่ใช้ นายอนันต์ ทุ่งรวง" in words_on(page)
    assert "ทีมบริหารความต่อเนื่อง 1" in words_on(page)
    assert client.post(response.url, {"base": 0, "how": "replace", "replacement": ""}).status_code == 422
    client.post(response.url, {"base": 0, "how": "replace", "replacement": "person-6"})
    plan = plan_now()
    assert plan.continuity_team.teams[0].leader.primary == "person-6"
    assert "person-5" not in {person.id for person in plan.people}


def test_a_finding_is_accepted_with_a_reason_and_stands_again_when_the_place_changes(client: Client) -> None:
    version = PlanVersion.objects.get()
    found = next(finding for finding in queries.open_findings(version) if finding.severity == "warning")
    key = f"{found.rule}/{found.path}"
    assert send(client, "team/", {f"reason:{key}": ""}, f"accept:{key}").status_code == 422
    too_long = send(client, "team/team-4/", {f"reason:{key}": "ยาว" * 400}, f"accept:{key}")
    assert too_long.status_code == 422
    assert "ยาว" * 400 in too_long.content.decode()
    send(client, "team/", {f"reason:{key}": "ทีมนี้มีคนเดียว"}, f"accept:{key}")
    assert found not in queries.open_findings(version)
    assert LogEntry.objects.filter(kind="finding.accepted").count() == 1
    assert "ทีมนี้มีคนเดียว" in words_on(client.get("/plan/1/edit/"))
    tell(client, "team/team-4/", {"continuity_team/teams/team-4/leader/primary": "person-16"})
    standing = queries.open_findings(PlanVersion.objects.get())
    assert any((again.rule, again.path) == (found.rule, found.path) for again in standing)


def test_an_error_is_accepted_only_by_whoever_approves(client: Client) -> None:
    version = PlanVersion.objects.get()
    found = next(finding for finding in queries.open_findings(version) if finding.severity == "error")
    key = f"{found.rule}/{found.path}"
    response = send(client, "people/", {f"reason:{key}": "ไม่เป็นไร"}, f"accept:{key}")
    assert response.status_code == 422
    assert found in queries.open_findings(version)


def test_a_finding_that_can_mend_itself_does(client: Client) -> None:
    path = f"response/day-1/steps/{plan_now().response[0].steps[0].id}/text"
    send(client, "response/day-1/", {path: "จัดเตรียมน้าดื่ม"}, "save")
    assert "แก้ให้เลย" in words_on(client.get("/plan/1/edit/response/day-1/"))
    send(client, "response/day-1/", {}, f"mend:X104/{path}", base=1)
    assert plan_now().response[0].steps[0].text == "จัดเตรียมน้ำดื่ม"


def test_a_change_is_taken_back_from_the_list_of_who_changed_what(client: Client, coordinator: Membership) -> None:
    tell(client, "people/", {PHONES: "081 000 0055"})
    page = words_on(client.get("/plan/1/edit/"))
    assert coordinator.user.name in page
    assert "081 000 0055" in page
    client.post("/plan/1/edit/undo/", {"revision": "1"})
    assert plan_now().people[2].phones == ("+66810000003",)


def test_the_text_of_the_plan_is_edited_with_mistakes_at_their_lines(client: Client) -> None:
    text = dump_plan(plan_now())
    broken = text.replace("unit: unit-secretariat", "unit: unit-secretary", 1)
    response = client.post("/plan/1/edit/text/", {"base": 0, "text": broken})
    line = next(n for n, words in enumerate(broken.splitlines(), 1) if "unit-secretary" in words)
    assert response.status_code == 422
    assert f"บรรทัด {line}" in words_on(response)
    assert "unit-secretary" in response.content.decode()
    client.post("/plan/1/edit/text/", {"base": 0, "text": text.replace("year: 2569", "year: 2570")})
    assert plan_now().year == 2570


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "=cmd()", "مرحبا שלום", "👩‍🚒" * 200, "ก" * 5000, "\"'&{{ x }}"]
)
def test_any_text_survives_and_is_harmless(client: Client, text: str) -> None:
    path = "people/person-3/position"
    assert tell(client, "people/person-3/", {path: text})["errors"] == {}
    assert plan_now().people[2].position == text
    page = client.get("/plan/1/edit/people/person-3/").content.decode()
    assert "<script>alert" not in page


def test_what_is_no_writing_is_left_out(client: Client) -> None:
    tell(client, "people/person-3/", {"people/person-3/position": "ครู\x00\x07 ใหญ่"})
    assert plan_now().people[2].position == "ครู ใหญ่"


@pytest.mark.parametrize("base", ["", "x", "-1", "99"])
def test_a_page_of_no_known_revision_is_refused_in_words(client: Client, base: str) -> None:
    response = client.post("/plan/1/edit/people/", {"base": base, "present": PHONES, PHONES: "1"})
    assert response.status_code == 422


@pytest.mark.parametrize(
    ("page", "status"),
    [("nothing/", 404), ("people/person-99/", 302), ("threats/threat-flood/", 302), ("remove/?at=people/x", 404)],
)
def test_an_address_that_leads_nowhere_says_so(client: Client, page: str, status: int) -> None:
    assert client.get(f"/plan/1/edit/{page}").status_code == status


def test_nobody_else_edits(
    head: Membership, member: Membership, auditor: Membership, stranger: Membership, client: Client, client_as: SignIn
) -> None:
    for who in (head, member, auditor):
        for page in ("", "people/", "text/", "remove/?at=people/person-3"):
            assert client_as(who).get(f"/plan/1/edit/{page}").status_code == 403
        assert send(client_as(who), "people/", {PHONES: "1669"}).status_code == 403
    assert send(client_as(stranger), "people/", {PHONES: "1669"}).status_code == 404


def test_a_version_in_force_leads_to_a_new_draft(
    coordinator: Membership, approved: PlanVersion, client_as: SignIn
) -> None:
    client = client_as(coordinator)
    assert client.get("/plan/1/edit/people/").headers["Location"] == "/plan/1/edit/"
    assert "เริ่มร่างใหม่จากฉบับนี้" in words_on(client.get("/plan/1/edit/"))
    response = client.post("/plan/1/edit/begin/", {"at": "people/person-3"})
    assert response.headers["Location"] == "/plan/2/edit/people/person-3/#people/person-3"
    assert send(client, "people/", {PHONES: "1669"}).status_code == 409


def test_a_submitted_version_is_taken_back(coordinator: Membership, submitted: PlanVersion, client_as: SignIn) -> None:
    client = client_as(coordinator)
    assert "เรียกคืนมาแก้" in words_on(client.get("/plan/1/edit/"))
    client.post("/plan/1/edit/return/", {"reason": "แก้เบอร์"})
    assert client.get("/plan/1/edit/people/").status_code == 200


def test_the_list_says_how_old_a_number_is_and_when_it_was_answered(
    client: Client, clock: SettableClock, coordinator: Membership
) -> None:
    assert "ยังไม่เคยโทรถึง" in words_on(client.get("/plan/1/edit/people/"))
    tell(client, "people/", {PHONES: "081 000 0055"})
    data = {"person": "person-3", "person_name": "น.ส.พิมพ์ชนก แก้วใส", "via": "code"}
    write_entry(coordinator.organisation_id, "call.acknowledged", data, author=coordinator)
    page = words_on(client.get("/plan/1/edit/people/"))
    assert "แก้เบอร์ล่าสุด 21 ส.ค. 2569 · โทรถึงล่าสุด 21 ส.ค. 2569" in page


def test_a_large_list_is_shown_in_parts_and_searched(client: Client) -> None:
    plan = plan_now()
    more = [person.model_copy(update={"id": f"person-{n}", "given_name": f"คนที่{n}"}) for n, person in
            ((n, plan.people[0]) for n in range(100, 300))]  # fmt: skip
    text = dump_plan(plan.model_copy(update={"people": (*plan.people, *more)}))
    client.post("/plan/1/edit/text/", {"base": 0, "text": text})
    assert client.get("/plan/1/edit/people/").content.decode().count('class="thing"') == 60
    found = client.get("/plan/1/edit/people/", {"q": "คนที่250"}).content.decode()
    assert found.count('class="thing"') == 1
