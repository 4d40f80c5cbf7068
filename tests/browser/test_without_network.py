"""A telephone whose server is out of reach: in a real browser, with the server really stopped."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from phrom.logbook.models import LogEntry
from phrom.logbook.queries import verify_chain
from phrom.offices.models import Membership
from phrom.response import actions
from phrom.response.models import ReportIn, Task, Wellbeing
from phrom.response.queries import tasks_in
from tests.apps.callouts.conftest import course
from tests.apps.callouts.course import Course
from tests.browser.conftest import CHROMIUM, NOTHING_KEPT, ON_THE_DEVICE, QUIET, becomes_true
from tests.browser.stoppable import StoppableServer, server
from tests.cast import SettableClock

__all__ = ["course", "server"]

ClientAs = Callable[[Membership], Client]
WAITING = re.compile(r"รอส่ง (\d+) รายการ")


class Telephone:
    """A browser with its own profile, which can be closed and opened again."""

    def __init__(self, chromium: Browser, server: StoppableServer, profile: Path) -> None:
        self._type, self._server, self._profile = chromium.browser_type, server, profile

    @contextmanager
    def opened(self, now: datetime) -> Iterator[Page]:
        context: BrowserContext = self._type.launch_persistent_context(
            self._profile,
            executable_path=CHROMIUM,
            args=list(QUIET),
            base_url=self._server.url,
            viewport={"width": 360, "height": 740},
            locale="th-TH",
            timezone_id="Asia/Bangkok",
            reduced_motion="reduce",
        )
        page = context.pages[0]
        page.set_default_timeout(60_000)
        page.clock.set_fixed_time(now)
        try:
            yield page
        finally:
            context.close()


@pytest.fixture
def telephone(chromium: Browser, server: StoppableServer, tmp_path: Path) -> Telephone:
    return Telephone(chromium, server, tmp_path / "profile")


@pytest.fixture
def sign_in_on(client_as: ClientAs, server: StoppableServer) -> Callable[[Page, Membership], None]:
    def sign_in(page: Page, membership: Membership) -> None:
        session = client_as(membership).cookies[settings.SESSION_COOKIE_NAME].value
        far = datetime.now().timestamp() + 10 * 24 * 3600  # noqa: DTZ005 - the browser's own shelf life of a cookie
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server.url, "expires": far}
        page.context.add_cookies([cookie])  # type: ignore[list-item]

    return sign_in


def ready_to_lose_the_network(page: Page, *addresses: str) -> None:
    """The worker is there, and the pages are on the device."""
    page.evaluate("navigator.serviceWorker.ready")
    for address in addresses:
        on_the_device(page, address)


def on_the_device(page: Page, address: str) -> None:
    becomes_true(page, ON_THE_DEVICE, address)


def bar(page: Page) -> str:
    return " ".join(page.locator("#outbox").inner_text().split())


def waiting(page: Page, count: int) -> None:
    expect(page.locator("#outbox")).to_contain_text(re.compile(f"รอส่ง {count} รายการ"))


def do_everything_without_the_server(page: Page, clock: SettableClock) -> None:
    """At 09:10 report in from home and say that one is safe; at 09:15 tick a task and note the situation."""
    clock.advance(minutes=10)
    page.clock.set_fixed_time(clock.now)
    page.goto("/incidents/duties/")
    page.get_by_role("button", name="ทำงานจากบ้าน").click()
    waiting(page, 1)
    expect(page.get_by_role("button", name="ทำงานจากบ้าน")).to_be_disabled()
    page.get_by_role("button", name="ปลอดภัย").click()
    waiting(page, 2)
    clock.advance(minutes=5)
    page.clock.set_fixed_time(clock.now)
    page.locator(".task button.tick").first.click()
    waiting(page, 3)
    page.get_by_text("จดสถานการณ์").click()
    page.locator("textarea[name=text]").fill("น้ำเข้าชั้นล่างแล้ว")
    page.locator("form[data-outbox=situation] button").click()
    waiting(page, 4)
    expect(page.locator("textarea[name=text]")).to_have_value("")
    page.goto("/plan/")
    expect(page.locator("h1")).to_be_visible()
    waiting(page, 4)
    page.goto("/accounts/")
    expect(page.get_by_role("link", name=re.compile("แผน")).first).to_be_visible()  # what can be read instead


def test_days_without_the_server_and_a_closed_browser_lose_nothing(
    telephone: Telephone,
    server: StoppableServer,
    course: Course,
    coordinator: Membership,
    member: Membership,
    clock: SettableClock,
    sign_in_on: Callable[[Page, Membership], None],
) -> None:
    incident, began = course.incident, clock.now
    key = next(t.key for t in tasks_in(incident) if t.party.key == "team:team-1")
    with telephone.opened(clock.now) as page:
        sign_in_on(page, member)
        page.goto("/incidents/duties/")
        ready_to_lose_the_network(page, "/incidents/duties/", "/plan/")
        server.stop()
        do_everything_without_the_server(page, clock)
    clock.advance(minutes=30)
    actions.set_task_aside(coordinator, incident.pk, key, reason="ย้ายไม่ทัน")
    clock.advance(days=3)
    with telephone.opened(clock.now) as page:
        page.goto("/incidents/duties/")
        waiting(page, 4)
        expect(page.get_by_role("button", name="ทำงานจากบ้าน")).to_be_disabled()
        page.locator("#outbox summary").click()
        assert "09:10 รายงานตัว · ทำงานจากบ้าน" in bar(page)
        assert "09:15 บันทึก · น้ำเข้าชั้นล่างแล้ว" in bar(page)
        server.start()
        page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(page.locator("#outbox")).to_contain_text("ส่งแล้ว 4 รายการที่เก็บไว้")
        expect(page.locator("#outbox")).to_contain_text(f"{coordinator.user.name} บันทึกงานนี้เรียบร้อยแล้ว")
        page.get_by_role("button", name="ทราบแล้ว ลบออกจากเครื่อง").click()
        expect(page.locator("#outbox")).not_to_contain_text("บันทึกงานนี้")
        page.reload()
        expect(page.locator("#outbox")).to_be_hidden()
    assert (ReportIn.objects.get().at, ReportIn.objects.get().place) == (began + timedelta(minutes=10), "home")
    assert Wellbeing.objects.get().at == began + timedelta(minutes=10)
    assert Task.objects.get().state == "not_applicable"
    arrived = LogEntry.objects.filter(incident=incident, written_at=clock.now).order_by("number")
    assert [(e.kind, e.happened_at) for e in arrived] == [
        ("person.reported_in", began + timedelta(minutes=10)),
        ("wellbeing.recorded", began + timedelta(minutes=10)),
        ("device_entry.kept_beside", began + timedelta(minutes=15)),
        ("situation.noted", began + timedelta(minutes=15)),
    ]
    assert verify_chain(incident.organisation_id).ok


def test_whoever_is_signed_out_meanwhile_loses_nothing_and_nobody_else_sends_it(
    telephone: Telephone,
    server: StoppableServer,
    course: Course,
    member: Membership,
    head: Membership,
    clock: SettableClock,
    sign_in_on: Callable[[Page, Membership], None],
) -> None:
    with telephone.opened(clock.now) as page:
        sign_in_on(page, member)
        page.goto("/incidents/duties/")
        ready_to_lose_the_network(page, "/plan/")
        server.stop()
        page.get_by_role("button", name="ทำงานจากบ้าน").click()
        waiting(page, 1)
        page.context.clear_cookies()
        server.start()
        page.goto("/incidents/duties/")
        expect(page.locator("#outbox")).to_contain_text("เครื่องนี้มี 1 รายการที่รอเจ้าของเข้าสู่ระบบจึงจะส่งได้ เข้าสู่ระบบ")
        becomes_true(page, NOTHING_KEPT)  # nothing is left to be read by others
        sign_in_on(page, head)
        page.goto("/incidents/duties/")
        expect(page.locator("#outbox")).to_contain_text("เครื่องนี้มี 1 รายการ")
        assert "รายงานตัว" not in bar(page)
        assert not ReportIn.objects.exists()
        sign_in_on(page, member)
        page.goto("/incidents/duties/")
        expect(page.locator("#outbox")).to_contain_text("ส่งแล้ว 1 รายการที่เก็บไว้")
        assert ReportIn.objects.get().person == member.person
        page.goto("/me/")
        page.get_by_role("button", name="ออกจากระบบ").click()
        becomes_true(page, NOTHING_KEPT)


def test_an_answer_that_is_lost_on_its_way_back_counts_once(
    chromium: Browser,
    server: StoppableServer,
    course: Course,
    member: Membership,
    clock: SettableClock,
    sign_in_on: Callable[[Page, Membership], None],
) -> None:
    context = chromium.new_context(base_url=server.url, locale="th-TH", service_workers="block")
    page = context.new_page()
    page.clock.set_fixed_time(clock.now)
    sign_in_on(page, member)
    page.goto("/incidents/duties/")
    lost: list[int] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    on_the_device(page, f"/incidents/{course.incident.pk}/tasks/")  # the last of them: nothing else is being sent now
    page.route("**/outbox/", lose)
    page.get_by_text("จดสถานการณ์").click()
    page.locator("textarea[name=text]").fill("สะพานขาด")
    page.locator("form[data-outbox=situation] button").click()
    waiting(page, 1)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("#outbox")).to_contain_text("ส่งแล้ว 1 รายการที่เก็บไว้")
    context.close()
    assert lost == [200]
    assert LogEntry.objects.filter(kind="situation.noted").count() == 1


def test_a_code_is_answered_without_an_account_and_without_the_server(
    telephone: Telephone, server: StoppableServer, course: Course, clock: SettableClock
) -> None:
    course.run()
    with telephone.opened(clock.now) as page:
        page.goto("/answer/")
        page.evaluate("navigator.serviceWorker.ready")
        page.reload()
        ready_to_lose_the_network(page, "/answer/")
        server.stop()
        page.goto("/answer/")
        page.locator("#code").fill(course.code_of("person-6").lower())
        page.locator("button[value=acknowledged]").click()
        waiting(page, 1)
        typed_at = clock.now
        clock.advance(hours=1)
        page.clock.set_fixed_time(clock.now)
        server.start()
        page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(page.locator("#outbox")).to_contain_text("ส่งแล้ว 1 รายการที่เก็บไว้")
        page.locator("#code").fill("ผิด")
        page.locator("button[value=acknowledged]").click()
        expect(page.get_by_role("alert")).to_contain_text("ไม่พบรหัสนี้")
        page.locator("#code").fill(course.code_of("person-6"))
        page.locator("button[value=acknowledged]").click()
        expect(page.locator("html")).to_have_attribute("data-mode", "practice")  # the page that says what to do now
    known = course.state.people["person-6"].acknowledged
    assert known is not None
    assert known.at == typed_at
