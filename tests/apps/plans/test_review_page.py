"""The review of what was read: the source beside the values, what to look at first, and how much is left."""

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from django.test import Client

from phrom.core.importing.review import is_sure
from phrom.core.values.source import Bilingual, ImportReport, Reading, SourceLine, UnplacedLine
from phrom.offices.access import Membership
from phrom.plans.actions import import_plan, submit_plan
from phrom.plans.actions.reviewing import set_lines_aside
from phrom.plans.models import PlanVersion
from phrom.plans.queries import plan_of, points_of, report_of
from phrom.plans.views.readings import marked, pairs_of, thing_of
from phrom.plans.views.review import LINES_A_PART, account_of
from tests.apps.plans.pages import send_plan, words_on

SignIn = Callable[[Membership], Client]
CASES = Path(__file__).parents[2] / "cases" / "importing"
PART = {"HX-Request": "true"}


@pytest.fixture
def read_from_text(coordinator: Membership) -> PlanVersion:
    data = (CASES / "huaisommut-2567.txt").read_bytes()
    return import_plan(coordinator, "huaisommut-2567.txt", data)


def the_report(version: PlanVersion) -> ImportReport:
    report = report_of(version)
    assert report is not None
    return report


def test_every_line_of_the_source_is_counted_once(read_from_text: PlanVersion) -> None:
    report = the_report(read_from_text)
    account = account_of(report)
    assert account.whole == len(report.lines) > 300
    assert account.placed + account.furniture + account.unplaced + account.lost == account.whole
    assert account.lost == 0
    assert sum(width for _name, _start, width in account.bars()) == pytest.approx(1000)


def test_a_line_that_the_reader_forgot_is_shown_as_lost_and_not_hidden() -> None:
    report = ImportReport(
        file_name="x.txt",
        file_kind="txt",
        sha256="0" * 64,
        lines=tuple(SourceLine(number=n, text=f"บรรทัด {n}") for n in range(1, 6)),
        readings=(Reading(path="title", lines=(1,), text="บรรทัด 1"), Reading(path="year", lines=(1,))),
        furniture=(1, 2),
        unplaced=(UnplacedLine(number=3, text="บรรทัด 3"),),
    )
    account = account_of(report)
    assert (account.whole, account.placed, account.furniture, account.unplaced, account.lost) == (5, 1, 1, 1, 2)


def test_the_page_says_how_much_was_read_and_how_much_is_left(
    coordinator: Membership, read_from_text: PlanVersion, client_as: SignIn
) -> None:
    client, report = client_as(coordinator), the_report(read_from_text)
    page = words_on(client.get("/plan/1/review/"))
    points = len(points_of(read_from_text))
    assert f"อ่านได้ครบ {len(report.lines)} บรรทัด เหลือ {points} จาก {points} จุด ที่ขอให้ท่านดู" in page
    assert f"ยังไม่มีที่อยู่ {len(report.unplaced)} บรรทัด" in page
    assert f"{len(plan_of(read_from_text).people)} คน" in words_on(client.get("/plan/1/review/findings/", headers=PART))


def test_every_line_of_the_source_can_be_seen_in_its_order(
    coordinator: Membership, read_from_text: PlanVersion, client_as: SignIn
) -> None:
    client, report = client_as(coordinator), the_report(read_from_text)
    seen: list[int] = []
    for part in range(-(-len(report.lines) // LINES_A_PART)):
        content = client.get(f"/plan/1/review/source/{part}/", headers=PART).content.decode()
        seen += [int(number) for number in re.findall(r'<li id="L(\d+)"', content)]
    assert seen == [line.number for line in report.lines]
    assert client.get(f"/plan/1/review/source/{part + 1}/").status_code == 404


def test_only_the_part_of_the_source_that_is_looked_at_is_sent(
    coordinator: Membership, read_from_text: PlanVersion, client_as: SignIn
) -> None:
    last = the_report(read_from_text).lines[-1].number
    content = client_as(coordinator).get(f"/plan/1/review/?at=line:{last}").content.decode()
    assert f'id="L{last}"' in content
    assert content.count('<li id="L') <= LINES_A_PART


def test_every_reading_stands_beside_its_lines(read_from_text: PlanVersion) -> None:
    report = the_report(read_from_text)
    pairs = {pair.path: pair for group in pairs_of(plan_of(read_from_text), report).values() for pair in group}
    for reading in report.readings:
        pair = pairs[thing_of(reading.path)]
        assert set(reading.lines) <= {number for number, _text in pair.lines}


def test_unsure_values_come_first_and_say_why(read_from_text: PlanVersion) -> None:
    report = the_report(read_from_text)
    first = report.readings[0].model_copy(
        update={"confidence": 0.4, "reason": Bilingual(th="สองตารางไม่ตรงกัน", en="two tables differ")}
    )
    doubted = report.model_copy(update={"readings": (*report.readings[1:], first)})
    groups = pairs_of(plan_of(read_from_text), doubted)
    [pair] = [p for group in groups.values() for p in group if p.path == thing_of(first.path)]
    assert pair.unsure >= 1
    assert not pair.values[0].sure
    assert "สองตารางไม่ตรงกัน" in {value.why for value in pair.values}


def test_a_value_opens_with_its_lines_its_field_and_what_else_it_belongs_to(
    coordinator: Membership, read_from_text: PlanVersion, client_as: SignIn
) -> None:
    reading = next(r for r in the_report(read_from_text).readings if r.path.endswith("/phones/0") and is_sure(r))
    person = reading.path.split("/")[1]
    content = client_as(coordinator).get("/plan/1/review/", {"at": reading.path}, headers=PART).content.decode()
    shown = re.search(r'data-lines="([\d ]*)"', content)
    assert shown is not None
    assert set(map(int, shown[1].split())) >= set(reading.lines)
    assert f'name="people/{person}/phones"' in content
    assert f'data-at="people/{person}"' in content


def test_a_line_opens_with_its_values_and_one_without_a_place_with_what_it_can_be(
    coordinator: Membership, read_from_text: PlanVersion, client_as: SignIn
) -> None:
    client, report = client_as(coordinator), the_report(read_from_text)
    reading = next(r for r in report.readings if r.path.endswith("/name") and r.path.startswith("processes/"))
    content = client.get(f"/plan/1/review/?at=line:{reading.lines[0]}", headers=PART).content.decode()
    assert f'data-at="{reading.path}"' in content
    content = client.get(f"/plan/1/review/?at=line:{report.unplaced[0].number}", headers=PART).content.decode()
    assert 'name="kind"' in content
    assert 'value="set-aside"' in content


def test_an_address_that_leads_to_nothing_shows_the_first_point(
    coordinator: Membership, read_from_text: PlanVersion, client_as: SignIn
) -> None:
    for at in ("nothing/here", "line:999999", "line:x", "number:1", "people/nobody"):
        response = client_as(coordinator).get("/plan/1/review/", {"at": at}, headers=PART)
        assert f'data-at="{points_of(read_from_text)[0].ident}"' in response.content.decode()


def test_short_forms_of_units_are_shown_as_what_they_were_taken_for(coordinator: Membership, client_as: SignIn) -> None:
    import_plan(coordinator, "plan.txt", (CASES / "phrae-2563.txt").read_bytes())
    report, plan = the_report(PlanVersion.objects.get()), plan_of(PlanVersion.objects.get())
    values = [v for group in pairs_of(plan, report).values() for pair in group for v in pair.values if v.written]
    assert values
    assert all(v.written != v.words for v in values)


@pytest.mark.parametrize("section", ["people", "processes", "team", "response", "scenarios", "strategies", "basics"])
def test_all_values_of_a_section_can_be_seen_with_and_without_script(
    section: str, coordinator: Membership, read_from_text: PlanVersion, client_as: SignIn
) -> None:
    client = client_as(coordinator)
    part = client.get(f"/plan/1/review/values/{section}/", headers=PART)
    page = client.get(f"/plan/1/review/values/{section}/")
    assert b'class="pairs"' in part.content
    assert b"<h1" in page.content
    assert b"<h1" not in part.content
    assert client.get("/plan/1/review/values/no-such/").status_code == 404


def test_the_report_is_there_as_data_with_what_was_done_by_hand(
    coordinator: Membership, read_from_text: PlanVersion, client_as: SignIn
) -> None:
    line = the_report(read_from_text).unplaced[0].number
    set_lines_aside(coordinator, 1, [line])
    report = ImportReport.model_validate_json(client_as(coordinator).get("/plan/1/review/report.json").content)
    assert [(aside.number, aside.by) for aside in report.set_aside] == [(line, coordinator.user.name)]
    assert report.seconds is not None
    account = account_of(report)
    assert account.placed + account.furniture + account.unplaced == account.whole


@pytest.mark.parametrize(
    ("path", "thing"),
    [
        ("people/person-3/phones/0", "people/person-3"),
        ("processes/process-1/requirements/premises/0", "processes/process-1"),
        ("continuity_team/head/primary", "continuity_team/head"),
        ("continuity_team/teams/team-1/leader/alternates/0", "continuity_team/teams/team-1/leader"),
        ("continuity_team/teams/team-1/members/2/primary", "continuity_team/teams/team-1/members/2"),
        ("continuity_team/teams/team-1/name", "continuity_team/teams/team-1"),
        ("response/day-1/steps/day-1-1/text", "response/day-1/steps/day-1-1"),
        ("scenarios/threat-flood/crisis/flood-2/text", "scenarios/threat-flood/crisis/flood-2"),
        ("title", "title"),
    ],
)
def test_a_value_belongs_to_the_smallest_thing_that_people_know(path: str, thing: str) -> None:
    assert thing_of(path) == thing


def test_the_sources_own_words_are_marked_and_never_become_markup() -> None:
    line = "<b>นายอำนวย</b> 0810000003"
    shown = marked(line, [("นายอำนวย", True), ("0810000003", False), ("ไม่มีในบรรทัด", True)])
    assert '<mark class="ok">นายอำนวย</mark>' in shown
    assert "<mark>0810000003</mark>" in shown
    assert "<b>" not in shown
    assert escape("<b>") in shown


def test_a_hostile_text_does_not_become_markup(coordinator: Membership, client_as: SignIn) -> None:
    source = (CASES / "huaisommut-2567.txt").read_text(encoding="utf-8")
    hostile = source.replace("นายบุญส่ง", "นาย<script>alert(1)</script>บุญส่ง")
    client = client_as(coordinator)
    response = send_plan(client, "plan.txt", hostile.encode(), follow=True)
    assert response.status_code == 200
    number = next(n.number for n in the_report(PlanVersion.objects.get()).lines if "<script>" in n.text)
    addresses = ("/plan/1/review/", f"/plan/1/review/?at=line:{number}", "/plan/1/review/values/people/", "/plan/1/")
    for address in addresses:
        assert b"<script>alert" not in client.get(address).content


@pytest.mark.parametrize("who", ["leader", "member", "auditor", "head"])
def test_the_source_with_its_numbers_is_for_who_edits_the_plan(
    who: str, request: pytest.FixtureRequest, read_from_text: PlanVersion, client_as: SignIn
) -> None:
    client = client_as(request.getfixturevalue(who))
    for address in ("", "source/0/", "values/people/", "findings/", "report.json"):
        assert client.get(f"/plan/1/review/{address}").status_code == 403


def test_a_plan_that_is_no_draft_is_shown_and_not_changed(
    coordinator: Membership, read_from_text: PlanVersion, client_as: SignIn
) -> None:
    submit_plan(coordinator, 1)
    client = client_as(coordinator)
    line = the_report(read_from_text).unplaced[0].number
    content = client.get(f"/plan/1/review/?at=line:{line}", headers=PART).content.decode()
    assert "<form" not in content.partition('id="review-head"')[0]
    sent = {"do": "set-aside", "target": f"line:{line}", "at": f"line:{line}"}
    assert client.post("/plan/1/review/step/", sent).status_code == 409
