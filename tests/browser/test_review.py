"""The review of a plan that nobody's samples look like, by keyboard, and the second file a year later."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from phrom.core.values.duration import Duration
from phrom.offices.access import Membership
from phrom.plans.actions import import_plan
from phrom.plans.models import PlanVersion, ReviewStep
from phrom.plans.queries import plan_of, report_of, reviewed_report
from tests.browser.conftest import Look

SignIn = Callable[[Membership], None]
LooksRight = Callable[[str], None]
FOREIGN = Path(__file__).parent / "foreign_plan.txt"
PHRAE = Path(__file__).parents[1] / "cases" / "importing" / "phrae-2563.txt"
one_look = pytest.mark.parametrize("look", [Look(1280)], ids=str)
two_widths = pytest.mark.parametrize("look", [Look(1280), Look(360)], ids=str)


def at_point(page: Page, words: str) -> None:
    expect(page.locator("#card-h")).to_contain_text(words)


def settled(page: Page) -> None:
    """The answer of the last key has come up."""
    expect(page.locator(".htmx-request, .htmx-added")).to_have_count(0)


def by_keys(page: Page) -> None:
    """Questions, a line that the plan does not need, one step taken back, and a line that belongs to a process."""
    keys = page.keyboard
    at_point(page, "งานรับคำขอเมล็ดพันธุ์")  # 3-5 วัน: which?
    keys.press("1")
    at_point(page, "พบกันที่ศาลาหน้าศูนย์")
    expect(page.locator("#L17")).to_have_class(re.compile("is-here"))
    keys.press("x")
    at_point(page, "เรื่องนี้ ฝ่ายเมล็ดพันธุ์")
    keys.press("u")  # that was too quick
    at_point(page, "พบกันที่ศาลาหน้าศูนย์")
    keys.press("x")
    at_point(page, "เรื่องนี้ ฝ่ายเมล็ดพันธุ์")
    keys.press("e")
    expect(page.locator("#place-kind")).to_be_focused()
    page.locator("#place-kind").select_option("units")
    page.locator("#of-units").select_option(label="“งานเก็บรักษาเมล็ดพันธุ์ในห้องเย็น”")
    page.locator("#place-words").fill("ฝ่ายเมล็ดพันธุ์")
    keys.press("Escape")
    keys.press("Enter")
    at_point(page, "เรื่องนี้ ฝ่ายบริหารทั่วไป")
    keys.press("j")


def by_hand(page: Page) -> None:
    """Threats that were not recognised, all at once."""
    at_point(page, "3 บรรทัดที่ยังไม่มีที่อยู่")
    page.get_by_text("ใส่หลายบรรทัดพร้อมกัน").click()
    page.locator("input[type=checkbox][value='line:29']").uncheck()
    page.locator("#place-kind").select_option("threat")
    page.get_by_role("button", name="ใส่ในแผน").click()
    at_point(page, "1 บรรทัดที่ยังไม่มีที่อยู่")
    page.keyboard.press("x")
    settled(page)


@one_look
def test_a_foreign_plan_is_brought_in_reviewed_by_keyboard_and_its_call_tree_opens(
    page: Page, coordinator: Membership, sign_in: SignIn
) -> None:
    sign_in(coordinator)
    page.goto("/plan/import/")
    page.set_input_files("#file", FOREIGN)
    expect(page).to_have_url(re.compile(r"/plan/1/review/$"))
    by_keys(page)
    by_hand(page)
    expect(page.locator("h1")).to_contain_text("เหลือ 1 จาก 5 จุด")
    plan, report = plan_of(PlanVersion.objects.get()), reviewed_report(PlanVersion.objects.get())
    steps = ["แจ้งทุกคนตามผังการแจ้งเหตุ", "ย้ายเมล็ดพันธุ์หลักไปห้องเย็นสำรอง", "รายงานผู้อำนวยการ"]
    assert [step.text for step in plan.response[0].steps] == steps
    assert [threat.name for threat in plan.threats] == ["อุทกภัย", "ไฟฟ้าดับ"]
    assert plan.processes[1].mtpd == Duration.from_iso("P3D")
    assert plan.processes[0].units == (plan.units[1].id,)
    assert report is not None
    assert {reading.by for reading in report.readings if reading.by} == {coordinator.user.name}
    page.get_by_role("button", name="ไปที่ฉบับร่าง").click()
    expect(page).to_have_url(re.compile(r"/plan/1/$"))
    assert page.request.get("/plan/1/documents/call-tree/").headers["content-type"] == "application/pdf"


@pytest.mark.parametrize("look", [Look(1280), Look(360), Look(1280, "en", "dark"), Look(360, "en", "dark")], ids=str)
def test_the_review_looks_right(
    page: Page, coordinator: Membership, sign_in: SignIn, looks_right: LooksRight, look: Look
) -> None:
    import_plan(coordinator, PHRAE.name, PHRAE.read_bytes())
    sign_in(coordinator)
    page.goto("/plan/1/review/")
    looks_right("review-question")
    report = report_of(PlanVersion.objects.get())
    assert report is not None
    page.goto(f"/plan/1/review/?at=line:{report.unplaced[0].number}")
    looks_right("review-line")
    page.goto("/plan/1/review/?at=people/person-3")
    looks_right("review-person")
    if look.width < 768:
        page.get_by_role("button", name=re.compile("^(ต้นฉบับ|Source)$")).click()
        expect(page.locator("#work")).to_be_hidden()
        looks_right("review-source")


@two_widths
def test_a_value_shows_its_lines_and_a_line_its_value(
    page: Page, coordinator: Membership, sign_in: SignIn, look: Look
) -> None:
    version = import_plan(coordinator, PHRAE.name, PHRAE.read_bytes())
    sign_in(coordinator)
    page.goto("/plan/1/review/")
    report = report_of(version)
    assert report is not None
    far = next(reading for reading in reversed(report.readings) if reading.path.endswith("/text")).lines[0]
    page.goto(f"/plan/1/review/?at=line:{far}")
    expect(page.locator(f"#L{far}")).to_have_class(re.compile("is-here"))
    page.locator("#people summary").click()
    page.locator("#people [data-at='people/person-3']").first.click()
    expect(page.locator("#card-h")).to_contain_text(plan_of(version).people[2].given_name)
    first = page.locator("#work").get_attribute("data-lines")
    assert first is not None
    if look.width < 768:
        page.get_by_role("button", name="ต้นฉบับ").click()
    expect(page.locator(f"#L{first.split()[0]}")).to_have_class(re.compile("is-here"))
    expect(page.locator(f"#L{first.split()[0]}")).to_be_in_viewport()
    page.locator(f"#L{first.split()[0]}").click()
    expect(page.locator("#work")).to_have_attribute("data-at", f"line:{first.split()[0]}")
    expect(page.locator("#work")).to_be_visible()


@one_look
def test_what_is_typed_is_saved_by_itself_and_a_mistake_is_told_beside_the_field(
    page: Page, coordinator: Membership, sign_in: SignIn
) -> None:
    version = import_plan(coordinator, PHRAE.name, PHRAE.read_bytes())
    process = plan_of(version).processes[0].id
    sign_in(coordinator)
    page.goto(f"/plan/1/review/?at=processes/{process}/mtpd")
    field = page.locator(".mend input[name$='/mtpd']")
    field.fill("เร็ว ๆ นี้")
    field.press("Tab")
    expect(page.locator("#field-error-1")).to_contain_text("อ่านเป็นระยะเวลาไม่ได้")
    expect(field).to_have_value("เร็ว ๆ นี้")
    field.fill("90 นาที")
    field.press("Tab")
    expect(page.locator("#mend-state")).to_contain_text("บันทึกแล้ว")
    expect(page.locator("#field-error-1")).to_be_empty()
    version.refresh_from_db()
    assert str(plan_of(version).processes[0].mtpd) == "PT90M"


@one_look
def test_without_signal_nothing_typed_is_lost_and_it_is_sent_again(
    page: Page, coordinator: Membership, sign_in: SignIn
) -> None:
    version = import_plan(coordinator, PHRAE.name, PHRAE.read_bytes())
    sign_in(coordinator)
    page.goto("/plan/1/review/?at=people/person-3/position")
    page.route("**/review/step/", lambda route: route.abort())
    field = page.locator(".mend input[name$='/position']")
    field.fill("ปลัดอาวุโส")
    field.press("Tab")
    expect(page.locator("#unsent")).to_be_visible()
    expect(field).to_have_value("ปลัดอาวุโส")
    page.unroute("**/review/step/")
    page.get_by_role("button", name="ส่งอีกครั้ง").click()
    expect(page.locator("#mend-state")).to_contain_text("บันทึกแล้ว")
    expect(page.locator("#unsent")).to_be_hidden()
    version.refresh_from_db()
    assert next(p for p in plan_of(version).people if p.id == "person-3").position == "ปลัดอาวุโส"


@one_look
def test_a_button_pressed_twice_in_haste_is_one_step(page: Page, coordinator: Membership, sign_in: SignIn) -> None:
    import_plan(coordinator, FOREIGN.name, FOREIGN.read_bytes())
    sign_in(coordinator)
    page.goto("/plan/1/review/?at=line:17")
    page.locator("[data-aside]").dblclick()
    at_point(page, "เรื่องนี้ ฝ่ายเมล็ดพันธุ์")
    settled(page)
    assert ReviewStep.objects.count() == 1


@two_widths
def test_the_differences_of_a_newer_file_are_taken_and_left(
    page: Page, coordinator: Membership, sign_in: SignIn, looks_right: LooksRight
) -> None:
    import_plan(coordinator, FOREIGN.name, FOREIGN.read_bytes())
    newer = FOREIGN.read_text(encoding="utf-8").replace("๔ ชั่วโมง", "1 วัน").replace("081 555 0106", "089 555 0199")
    newer = newer.replace("น.ส.ชุติมา ข้าวหอม", "นายเอกชัย ดอกข้าว").replace("081-555-0102", "089-555-0200")
    sign_in(coordinator)
    page.goto("/plan/import/")
    page.set_input_files("#file", {"name": "plan-2570.txt", "mimeType": "text/plain", "buffer": newer.encode()})
    expect(page).to_have_url(re.compile(r"/plan/2/differences/$"))
    expect(page.locator("#differences")).to_contain_text("เปลี่ยนจาก 4 ชั่วโมง เป็น 1 วัน")
    looks_right("second-import")
    ticks = page.locator("input[name=take]")
    count = ticks.count()
    page.get_by_role("checkbox", name=re.compile("เป็น 1 วัน")).focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-count]")).to_have_text(f"รับ {count - 1} จาก {count} จุด")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/plan/2/review/$"))
    plan = plan_of(PlanVersion.objects.get(number=2))
    assert plan.processes[0].mtpd is not None
    assert plan.processes[0].mtpd.hours == 4
    assert any("+66895550199" in person.phones for person in plan.people)
