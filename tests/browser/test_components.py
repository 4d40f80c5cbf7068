"""Every component in every mode, and the live parts, in a real browser."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import sampler
from tests.browser.conftest import Look

pytestmark = pytest.mark.urls("tests.browser.sampler")
one_look = pytest.mark.parametrize("look", [Look(1280)], ids=str)
in_thai = pytest.mark.parametrize(
    "look", [Look(width, theme=theme) for width in (1280, 360) for theme in ("light", "dark")], ids=str
)


@pytest.fixture(autouse=True)
def sampler_templates(settings: Any) -> None:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [Path(__file__).parent / "templates"]}]


@pytest.fixture(autouse=True)
def sixteen_answers() -> Iterator[None]:
    before = dict(sampler.ANSWERS)
    yield
    sampler.ANSWERS.clear()
    sampler.ANSWERS.update(before)


@in_thai
@pytest.mark.parametrize("mode", ["everyday", "real", "practice"])
def test_every_component_looks_right_in_every_mode(
    page: Page, look: Look, mode: str, looks_right: Callable[[str], None]
) -> None:
    page.goto(f"/sampler/{mode}/")
    looks_right(f"components-{mode}")
    expect(page.locator("html")).to_have_attribute("data-mode", mode)


@one_look
def test_practice_says_so_in_title_band_and_rows_and_a_real_incident_stands_above_it(page: Page, look: Look) -> None:
    page.goto("/sampler/practice/")
    assert "(ซ้อม)" in page.title()
    bands = page.locator(".band")
    expect(bands.first).to_contain_text("เหตุจริง: อัคคีภัย")
    expect(bands.last).to_contain_text("การฝึกซ้อม ไม่ใช่เหตุจริง")
    for row in page.locator("li.person").all():
        expect(row).to_contain_text("ซ้อม")


@one_look
def test_a_live_part_waits_while_a_finger_is_on_it_and_shows_the_news_when_it_is_lifted(page: Page, look: Look) -> None:
    page.goto("/sampler/real/")
    expect(page.locator(".count")).to_have_text("รับทราบแล้ว 16 คน")
    page.locator(".count").hover()  # not every browser gives the keyboard to what a finger is on
    page.mouse.down()
    sampler.ANSWERS["acknowledged"] = 17
    for _twice in range(2):
        page.wait_for_event("requestfinished")
    assert page.locator(".count").inner_text() == "รับทราบแล้ว 16 คน"
    page.mouse.up()
    expect(page.locator(".count")).to_have_text("รับทราบแล้ว 17 คน")


@one_look
def test_news_leaves_the_keyboard_where_it_was(page: Page, look: Look) -> None:
    page.goto("/sampler/real/")
    page.locator("#live button").focus()
    sampler.ANSWERS["acknowledged"] = 18
    expect(page.locator(".count")).to_have_text("รับทราบแล้ว 18 คน")
    expect(page.locator("#live button")).to_be_focused()


@one_look
def test_news_takes_nothing_from_somebody_who_is_typing_and_the_page_says_how_old_it_is(page: Page, look: Look) -> None:
    page.clock.install()
    page.goto("/sampler/real/")
    page.locator("#live input").fill("ยังเขียนไม่เสร็จ")
    sampler.ANSWERS["acknowledged"] = 19
    page.clock.run_for(130_000)
    expect(page.locator("#live input")).to_have_value("ยังเขียนไม่เสร็จ")
    expect(page.locator("#stale")).to_contain_text("2 นาทีก่อน")
    page.locator(".skip").focus()
    page.clock.run_for(1_000)
    expect(page.locator(".count")).to_have_text("รับทราบแล้ว 19 คน")


@one_look
def test_without_news_nothing_is_sent_and_nothing_replaced(page: Page, look: Look) -> None:
    statuses: list[int] = []
    page.on("response", lambda answer: statuses.append(answer.status) if answer.url.endswith("/live/") else None)
    page.goto("/sampler/real/")
    expect(page.locator(".count")).to_be_visible()
    page.evaluate("document.querySelector('#live').marked = true")
    page.wait_for_timeout(900)
    assert page.evaluate("document.querySelector('#live').marked") is True
    assert statuses[0] == 200
    assert set(statuses[1:]) == {304}


@one_look
def test_after_a_minute_without_news_the_page_says_how_old_it_is(page: Page, look: Look) -> None:
    page.clock.install()
    page.goto("/sampler/real/")
    page.route("**/live/", lambda route: route.abort())
    page.clock.run_for(130_000)
    expect(page.locator("#stale")).to_contain_text("2 นาทีก่อน")
    page.unroute("**/live/")
    page.clock.run_for(1_000)
    expect(page.locator("#stale")).to_be_hidden()


@one_look
def test_a_clock_counts_on_from_its_deadline(page: Page, look: Look) -> None:
    page.clock.install()
    page.route("**/live/", lambda route: route.abort())  # also without the server
    page.goto("/sampler/real/")
    left = page.locator("[data-clock] [data-left]").first
    expect(left).to_have_text("1\u00a0ชม.\u00a025\u00a0นาที")
    page.clock.fast_forward(30 * 60_000)
    expect(left).to_have_text("55\u00a0นาที")
    page.clock.fast_forward(60 * 60_000)
    expect(left).to_contain_text("เลยมา")


@one_look
def test_a_device_whose_clock_is_wrong_shows_the_server_s_time(page: Page, look: Look) -> None:
    page.clock.install(time=datetime.now(UTC) + timedelta(hours=3))
    page.goto("/sampler/real/")
    left = page.locator("[data-clock] [data-left]").first
    with page.expect_response("**/live/"):
        page.clock.run_for(1_000)
    page.clock.run_for(10_000)
    expect(left).to_have_text(re.compile("1\u00a0ชม.\u00a02[45]\u00a0นาที"))


@one_look
def test_a_message_is_dismissed_or_goes_by_itself(page: Page, look: Look) -> None:
    page.clock.install()
    page.goto("/sampler/everyday/")
    expect(page.locator(".toast")).to_be_visible()
    page.clock.run_for(11_000)
    expect(page.locator(".toast")).to_have_count(0)
