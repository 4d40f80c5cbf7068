"""The flood scenario of the sample office in fast time, from the first warning to the review, at a desk and on phones.

The head is silent at first, one process is worked by hand, the site is full, the network is gone for an hour.
With PHROM_PICTURES set, a picture of every page is kept there to be looked at by eye.
"""

import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import resources
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from phrom.callouts import actions as callouts
from phrom.callouts.engine import Engine
from phrom.core.plan.text_form import load_plan
from phrom.incidents.actions import choose_site
from phrom.incidents.models import Incident
from phrom.incidents.queries import incident_now
from phrom.logbook.models import LogEntry
from phrom.logbook.queries import verify_chain
from phrom.offices.models import Membership, Organisation
from phrom.offices.roles import Role
from phrom.response import actions
from phrom.response.models import SituationReport
from phrom.response.queries import open_tasks, tasks_in
from tests import cast
from tests.apps.callouts.course import Course, plan_in_force
from tests.browser.conftest import ON_THE_DEVICE, becomes_true
from tests.browser.stoppable import StoppableServer, server, while_nobody_asks

__all__ = ["server"]
Open = Callable[..., Page]
SILENT = ("person-1", "person-8")  # the head, and a team leader


@pytest.fixture
def opened(
    chromium: Browser, server: StoppableServer, client_as: Callable[[Membership], Client], clock: cast.SettableClock
) -> Iterator[Open]:
    """Open a window for somebody: a telephone, or a desk."""
    contexts = []

    def window(membership: Membership, width: int = 360, theme: str = "light", language: str = "th") -> Page:
        context = chromium.new_context(
            base_url=server.url,
            viewport={"width": width, "height": 900 if width > 768 else 740},
            color_scheme=theme,  # type: ignore[arg-type]
            locale="th-TH",
            timezone_id="Asia/Bangkok",
            reduced_motion="reduce",
        )
        contexts.append(context)
        session = client_as(membership).cookies[settings.SESSION_COOKIE_NAME].value
        cookies = {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: language}
        context.add_cookies([{"name": name, "value": value, "url": server.url} for name, value in cookies.items()])
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.clock.set_fixed_time(clock.now)
        return page

    yield window
    for context in contexts:
        context.close()


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("PHROM_PICTURES"):
        page.wait_for_load_state("load")
        page.evaluate("document.fonts.ready")
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=Path(folder) / f"flood-{name}-{width}.png", full_page=True)


class Flood:
    """The exercise as its leader plays it at the desk."""

    def __init__(self, desk: Page, clock: cast.SettableClock, coordinator: Membership) -> None:
        self.desk, self.clock, self.coordinator = desk, clock, coordinator
        self.engine = Engine()
        self.pk = 0

    @property
    def incident(self) -> Incident:
        return Incident.objects.select_related("plan_version").get(pk=self.pk)

    def go(self, page: Page, where: str, name: str = "") -> None:
        page.clock.set_fixed_time(self.clock.now)
        page.goto(f"/incidents/{self.pk}/{where}/")
        picture(page, name or where)

    def ahead(self, hours: float) -> None:
        """The leader runs the exercise's clock ahead; the call tree follows."""
        self.clock.advance(minutes=1)
        self.go(self.desk, "board", f"board-before-{LogEntry.objects.count():03}")
        self.desk.locator("#hours").fill(f"{hours:g}")
        self.desk.get_by_role("button", name="เลื่อนเวลา").click()
        expect(self.desk.get_by_text("เวลาซ้อมเป็น")).to_be_visible()
        self.run()

    def run(self) -> None:
        with while_nobody_asks():
            course = Course(self.coordinator, self.clock, incident=self.incident)
            course.engine = self.engine
            course.run()


def sample_office_in_force(office: Organisation) -> None:
    text = resources.files("phrom.plans").joinpath("samples", "sample_office.yaml").read_text(encoding="utf-8")
    plan_in_force(office, load_plan(text, "sample_office.yaml").model_dump(mode="json", exclude_defaults=True))


@pytest.fixture
def deputy(office: Organisation) -> Membership:
    return cast.join(office, cast.Character("deputy", "นายวีระ นาดี", Role.LEADER, "person-2"))


@pytest.fixture
def flood(office: Organisation, coordinator: Membership, clock: cast.SettableClock, opened: Open) -> Flood:
    sample_office_in_force(office)
    return Flood(opened(coordinator, 1280), clock, coordinator)


def test_a_flood_from_the_first_warning_to_the_review(
    flood: Flood,
    server: StoppableServer,
    clock: cast.SettableClock,
    coordinator: Membership,
    deputy: Membership,
    head: Membership,
    leader: Membership,
    member: Membership,
    opened: Open,
) -> None:
    watched_from_the_first_warning(flood)
    acting_while_the_head_is_silent(flood, opened(deputy))
    everybody_is_called_and_comes(flood, opened(member, theme="dark"))
    the_site_is_full(flood)
    an_hour_without_the_network(flood, server, opened(leader))
    phone = opened(head)
    one_process_by_hand(flood, phone)
    reports_like_an_officers(flood, phone)
    back_to_normal(flood, phone, head)
    reviewed_and_proved(flood, opened(head, 1280, "dark", "en"))


def watched_from_the_first_warning(flood: Flood) -> None:
    desk = flood.desk
    desk.goto("/")
    picture(desk, "home")
    desk.get_by_role("link", name=re.compile("ฝึกซ้อม:.*อุทกภัย")).click()
    picture(desk, "practice-new")
    desk.get_by_text("ซ้อมแบบเร็ว").click()
    desk.get_by_text("ข้าพเจ้ายืนยันว่านี่คือการฝึกซ้อม").click()
    desk.get_by_role("button", name="ซ้อมตั้งแต่เริ่มมีเหตุ").click()
    expect(desk.locator("h1")).to_contain_text("เฝ้าระวัง")
    flood.pk = Incident.objects.get().pk
    desk.locator("#sit").fill("กรมชลประทานแจ้งระดับน้ำในคลองสูง 1.80 เมตร จะล้นตลิ่งภายใน 6 ชั่วโมง")
    desk.locator("form[data-outbox=situation] button").click()
    expect(desk.get_by_text("1.80 เมตร").first).to_be_visible()
    flood.go(desk, "units")
    secretariat = desk.locator("section", has_text="สำนักปลัด").first
    secretariat.get_by_text("รายงาน", exact=False).last.click()
    secretariat.get_by_label("เรื่อง").select_option("backup")
    secretariat.get_by_label("ขนาดข้อมูลที่สำรอง").fill("12 GB")
    secretariat.get_by_label("เก็บไว้ที่ใด").fill("ตู้เซฟ ศาลาประชาคมหมู่ที่ 7")
    secretariat.get_by_role("button", name="เรียบร้อย").click()
    expect(desk.get_by_text("12 GB")).to_be_visible()
    flood.go(desk, "tasks", "tasks-onset")
    flood.ahead(2)


def acting_while_the_head_is_silent(flood: Flood, phone: Page) -> None:
    flood.go(flood.desk, "activation", "activation-propose")
    flood.desk.locator("textarea[name=reason]").fill("น้ำเข้าชั้นล่างของที่ทำการแล้ว 20 เซนติเมตร ต้องย้ายออก")
    flood.desk.get_by_role("button", name="เสนอให้ประกาศใช้แผน").click()
    expect(flood.desk.get_by_text("20 เซนติเมตร")).to_be_visible()
    flood.go(phone, "activation", "activation-too-early")
    expect(phone.locator("#pin")).to_be_visible()  # it is the head's turn: only their own code would do
    flood.ahead(0.3)
    flood.go(phone, "activation", "activation-acting")
    expect(phone.locator("#pin")).to_have_count(0)
    phone.get_by_text("ข้าพเจ้ายืนยัน").click()
    phone.get_by_role("button", name=re.compile("^อนุมัติ")).click()
    expect(phone).to_have_url(re.compile("/calls/|/board/"))
    assert LogEntry.objects.filter(kind="authority.assumed").count() == 1


def everybody_is_called_and_comes(flood: Flood, phone: Page) -> None:
    flood.run()
    course = Course(flood.coordinator, flood.clock, incident=flood.incident)
    with while_nobody_asks():
        waiting = [
            p for p, state in course.state.people.items() if state.attempts and p not in ("person-1", "person-8")
        ]
        for person in waiting:
            callouts.acknowledge(course.callout.pk, person, via="code")
    flood.run()
    flood.go(flood.desk, "calls")
    flood.go(flood.desk, "phones")
    flood.ahead(1)  # the silent ones are followed by their alternates
    phone.clock.set_fixed_time(flood.clock.now)
    phone.goto("/incidents/duties/")
    picture(phone, "duties")
    phone.get_by_role("button", name=re.compile("^ถึง")).first.click()
    expect(phone.get_by_text("รายงานตัวแล้ว").first).to_be_visible()
    with while_nobody_asks():
        for person in ("person-3", "person-4", "person-5", "person-11", "person-12", "person-14"):
            actions.report_in(flood.coordinator, flood.pk, person, "site")
        actions.record_wellbeing(flood.coordinator, flood.pk, "person-13", "injured", detail="ลื่นล้ม แขนซ้ายบวม")
    flood.go(flood.desk, "people")
    flood.go(phone, "board", "board-crisis")
    flood.go(flood.desk, "board", "board-crisis")


def the_site_is_full(flood: Flood) -> None:
    with while_nobody_asks():
        choose_site(flood.coordinator, flood.pk, rank="main", site="site-1", capacity=5)
    flood.go(flood.desk, "needs", "needs-full")
    expect(flood.desk.locator("main")).to_contain_text("ขาด")
    flood.go(flood.desk, "resources", "resources-full")
    fallback = flood.desk.locator("form", has=flood.desk.locator("input[value=fallback]"))
    flood.desk.locator("details", has=flood.desk.locator("input[value=fallback]")).locator("summary").click()
    fallback.locator("[name=reason]").fill("ศาลาประชาคมมีผู้อพยพเข้าพัก เหลือที่นั่งไม่พอ")
    fallback.get_by_role("button").click()
    expect(flood.desk.locator("main")).to_contain_text("อาคารอเนกประสงค์โรงเรียนบ้านดอนตัวอย่าง")
    flood.go(flood.desk, "needs", "needs-after")
    flood.go(flood.desk, "board", "board-moved")
    expect(flood.desk.locator("#board")).to_contain_text("อาคารอเนกประสงค์โรงเรียนบ้านดอนตัวอย่าง")


def an_hour_without_the_network(flood: Flood, server: StoppableServer, phone: Page) -> None:
    flood.go(phone, "tasks", "tasks-phone")
    phone.goto("/incidents/duties/")
    phone.evaluate("navigator.serviceWorker.ready")
    for address in ("/incidents/duties/", f"/incidents/{flood.pk}/board/"):
        becomes_true(phone, ON_THE_DEVICE, address)
    server.stop()
    phone.goto("/incidents/duties/")
    phone.locator(".task button.tick").first.click()
    phone.get_by_text("จดสถานการณ์").click()
    phone.locator("textarea[name=text]").fill("ไฟฟ้าหมู่ที่ 4 ดับ เรือท้องแบนถึงแล้ว 2 ลำ")
    phone.locator("form[data-outbox=situation] button").click()
    expect(phone.locator("#outbox")).to_contain_text("รอส่ง 2 รายการ")
    shown = timezone.localtime(incident_now(flood.incident))
    expect(phone.locator("#outbox")).to_contain_text(f"เวลาซ้อม {shown:%H:%M}")
    picture(phone, "duties-without-network")
    noted_at = flood.clock.now
    flood.clock.advance(hours=1)
    phone.clock.set_fixed_time(flood.clock.now)
    server.start()
    phone.evaluate("window.dispatchEvent(new Event('online'))")
    expect(phone.locator("#outbox")).to_contain_text("ส่งแล้ว 2 รายการที่เก็บไว้")
    assert LogEntry.objects.filter(kind="situation.noted").latest("number").happened_at == noted_at


def one_process_by_hand(flood: Flood, phone: Page) -> None:
    desk = flood.desk
    flood.go(desk, "processes")
    finance = desk.locator("#p-process-4")
    finance.get_by_text("ขอทำด้วยมือ (Manual)").click()
    finance.locator("textarea").fill("ใช้ใบสั่งจ่ายกระดาษเฉพาะเงินช่วยเหลือผู้ประสบภัย รอ e-LAAS ไม่ได้")
    finance.get_by_role("button", name="ขออนุมัติ").click()
    expect(finance).to_contain_text("รออนุมัติทำด้วยมือ")
    flood.go(phone, "board", "board-decision")
    flood.go(phone, "decisions", "decisions-phone")
    phone.get_by_role("button", name="อนุมัติ", exact=True).first.click()
    expect(phone.locator("main")).to_contain_text("อนุมัติ")
    flood.go(desk, "processes", "processes-approved")
    finance.get_by_text("พิมพ์แบบฟอร์มที่มีเลขที่").click()
    with desk.expect_download() as sheet:
        finance.get_by_role("button", name="พิมพ์ PDF").click()
    assert Path(sheet.value.path()).read_bytes().startswith(b"%PDF")
    flood.go(desk, "processes", "processes-manual")
    finance.get_by_text("นับงานค้างบันทึกเข้าระบบ").click()
    finance.get_by_label("แบบฟอร์มที่ใช้ (ฉบับ)").fill("14")
    finance.get_by_role("button", name="บันทึกจำนวน").click()
    expect(finance).to_contain_text("14 ฉบับ")


def reports_like_an_officers(flood: Flood, phone: Page) -> None:
    for hours in (3, 20):
        flood.ahead(hours)
        flood.go(flood.desk, "reports")
        flood.desk.get_by_role("button", name="ร่างรายงานฉบับถัดไป").click()
        expect(flood.desk.get_by_role("button", name="บันทึกร่าง")).to_be_visible()
        report = SituationReport.objects.latest("number")
        number = report.number
        if folder := os.environ.get("PHROM_PICTURES"):
            (Path(folder) / f"flood-report-{number}.txt").write_text(report.text, encoding="utf-8")
        flood.go(phone, f"reports/{number}", f"report-{number}")
        phone.get_by_role("button", name="อนุมัติรายงาน").click()
        expect(phone.get_by_role("button", name="อนุมัติรายงาน")).to_have_count(0)
    flood.go(flood.desk, "handover")
    flood.go(flood.desk, "matters")


def back_to_normal(flood: Flood, phone: Page, head: Membership) -> None:
    desk = flood.desk
    with while_nobody_asks():
        for process in ("process-1", "process-2", "process-3", "process-4", "process-5", "process-6"):
            actions.set_process_state(flood.coordinator, flood.pk, process, "restored")
        actions.count_backlog(flood.coordinator, flood.pk, "process-4", forms=14, keyed=14, checked=None)
        actions.count_backlog(head, flood.pk, "process-4", forms=None, keyed=None, checked=14)
    flood.go(desk, "processes", "processes-restored")
    finance = desk.locator("#p-process-4")
    finance.get_by_text("นับงานค้างบันทึกเข้าระบบ").click()
    finance.get_by_role("button", name="รับรองว่าครบ").click()
    expect(finance).to_contain_text("รับรองแล้ว")
    flood.go(desk, "stand-down", "stand-down-propose")
    desk.locator("#why").fill("น้ำลดต่ำกว่าตลิ่งแล้ว อาคารตรวจแล้วปลอดภัย")
    desk.get_by_role("button", name="เสนอให้กลับสู่ภาวะปกติ").click()
    flood.go(phone, "stand-down", "stand-down-approve")
    phone.get_by_text("ข้าพเจ้ายืนยันว่ากลับสู่ภาวะปกติได้").click()
    phone.get_by_role("button", name="อนุมัติให้กลับสู่ภาวะปกติ").click()
    expect(phone.locator("html")).to_contain_text("กลับสู่สภาวะปกติ")
    flood.ahead(4)
    flood.go(desk, "units", "units-recovery")
    with while_nobody_asks():
        for task in open_tasks(tasks_in(flood.incident))[1:]:
            parts = range(len(task.spec.parts))
            actions.finish_task(flood.coordinator, flood.pk, task.key, parts=list(parts))
    flood.go(desk, "close")
    desk.locator("#remark").fill("รอผลสำรวจของอำเภอ ติดตามต่อในงานประจำ")
    desk.get_by_text("ข้าพเจ้าต้องการจบการซ้อม").click()
    desk.get_by_role("button", name="ปิดเหตุการณ์").click()


def reviewed_and_proved(flood: Flood, english: Page) -> None:
    desk, office = flood.desk, flood.coordinator.organisation_id
    expect(desk.locator("html")).to_contain_text("ปิดแล้ว")
    flood.go(desk, "review")
    expect(desk.locator("main")).to_contain_text("ประกาศใช้แผน")  # it took more than a quarter of an hour
    flood.go(desk, "log", "log-closed")
    for page in ("board", "tasks", "processes", "people", "reports", "review", "log", "decisions", "resources"):
        flood.go(english, page, f"en-dark-{page}")
    assert verify_chain(office).ok
    incident = flood.incident
    assert incident.stage == "closed"
    assert incident_now(incident) - incident.opened_at > timedelta(hours=30)
    assert not LogEntry.objects.filter(happened_at__gt=flood.clock.now).exists()
