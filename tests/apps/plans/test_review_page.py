"""What the reader made of a file: every line accounted for, values beside their source."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from django.test import Client

from phrom.core.values.source import Bilingual, ImportReport, Reading, SourceLine, UnplacedLine
from phrom.offices.access import Membership
from phrom.plans.actions import import_plan
from phrom.plans.models import PlanVersion
from phrom.plans.queries import plan_of, report_of
from phrom.plans.views.readings import is_sure, marked, pairs_of, thing_of
from phrom.plans.views.review import account_of
from tests.apps.plans.pages import send_plan, words_on

SignIn = Callable[[Membership], Client]
CASES = Path(__file__).parents[2] / "cases" / "importing"


@pytest.fixture
def read_from_text(coordinator: Membership) -> PlanVersion:
    data = (CASES / "huaisommut-2567.txt").read_bytes()
    return import_plan(coordinator, "huaisommut-2567.txt", data)


def test_every_line_of_the_source_is_counted_once(read_from_text: PlanVersion) -> None:
    report = report_of(read_from_text)
    assert report is not None
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


def test_the_page_says_how_many_lines_were_read_and_lists_each_unplaced_one(
    coordinator: Membership, read_from_text: PlanVersion, client_as: SignIn
) -> None:
    response = client_as(coordinator).get("/plan/1/review/")
    page, report = words_on(response), report_of(read_from_text)
    assert report is not None
    unsure = sum(not is_sure(reading) for reading in report.readings)
    assert f"อ่านได้ครบ {len(report.lines)} บรรทัด มี {unsure + len(report.unplaced)} จุด ที่ขอให้ท่านดู" in page
    assert f"ยังไม่มีที่อยู่ {len(report.unplaced)} บรรทัด" in page
    listed = response.content.decode().split('id="unplaced"')[1].split("</section>")[0] if report.unplaced else ""
    for line in report.unplaced:
        assert f'<span class="ln">{line.number}</span>' in listed
    plan = plan_of(read_from_text)
    assert f"{len(plan.people)} คน" in page
    assert f"{len(plan.processes)} งาน" in page


def test_every_reading_stands_beside_its_lines(read_from_text: PlanVersion) -> None:
    report = report_of(read_from_text)
    assert report is not None
    pairs = {pair.path: pair for group in pairs_of(plan_of(read_from_text), report).values() for pair in group}
    for reading in report.readings:
        pair = pairs[thing_of(reading.path)]
        assert set(reading.lines) <= {number for number, _text in pair.lines}


def test_unsure_values_come_first_and_say_why(read_from_text: PlanVersion) -> None:
    report = report_of(read_from_text)
    assert report is not None
    first = report.readings[0].model_copy(
        update={"confidence": 0.4, "reason": Bilingual(th="สองตารางไม่ตรงกัน", en="two tables differ")}
    )
    doubted = report.model_copy(update={"readings": (*report.readings[1:], first)})
    groups = pairs_of(plan_of(read_from_text), doubted)
    [pair] = [p for group in groups.values() for p in group if p.path == thing_of(first.path)]
    assert pair.unsure >= 1
    assert not pair.values[0].sure
    assert "สองตารางไม่ตรงกัน" in {value.why for value in pair.values}


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
    assert b"<script>alert" not in response.content
    assert b"<script>alert" not in client.get("/plan/1/").content


@pytest.mark.parametrize("who", ["leader", "member", "auditor", "head"])
def test_the_source_with_its_numbers_is_for_who_edits_the_plan(
    who: str, request: pytest.FixtureRequest, read_from_text: PlanVersion, client_as: SignIn
) -> None:
    assert client_as(request.getfixturevalue(who)).get("/plan/1/review/").status_code == 403
