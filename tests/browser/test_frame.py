"""The page frame, the pages of signing in, and the first page, as people see and use them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from phrom.offices import actions
from phrom.offices.models import Membership
from tests import cast
from tests.browser.conftest import Look

WIDE, NARROW = Look(1280), Look(360)
one_look = pytest.mark.parametrize("look", [WIDE], ids=str)
two_widths = pytest.mark.parametrize("look", [WIDE, NARROW], ids=str)


def test_the_pages_of_signing_in_look_right(page: Page, looks_right: Callable[[str], None]) -> None:
    page.goto("/sign-in/")
    looks_right("sign-in")
    page.get_by_label(re.compile("ชื่อผู้ใช้|User name", re.I)).fill("nobody")
    page.locator("#id_password").fill("wrong")
    page.locator("main form .btn").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    looks_right("sign-in-refused")
    page.goto("/first-sign-in/")
    looks_right("first-sign-in")


def test_the_first_page_without_a_plan_looks_right(
    page: Page,
    coordinator: Membership,
    sign_in: Callable[[Membership], None],
    looks_right: Callable[[str], None],
) -> None:
    sign_in(coordinator)
    page.goto("/")
    looks_right("home-first")


def test_the_pages_about_people_look_right(
    page: Page,
    coordinator: Membership,
    head: Membership,
    sign_in: Callable[[Membership], None],
    looks_right: Callable[[str], None],
) -> None:
    sign_in(coordinator)
    actions.issue_one_time_code(coordinator, head.pk)
    page.goto("/accounts/")
    looks_right("accounts")
    page.goto("/me/")
    looks_right("me")
    page.goto("/nowhere/")
    looks_right("not-found")


@two_widths
def test_a_newcomer_signs_in_with_the_code_and_brings_a_plan(page: Page, look: Look, db: None) -> None:
    code = actions.ensure_first_office() or ""
    page.goto("/")
    page.locator("#id_code").fill(code.lower())
    page.get_by_role("button", name="ต่อไป").click()
    page.locator("#id_name").fill("นายอำนวย บัวอินทร์")
    page.locator("#id_username").fill("amnuay")
    page.locator("#id_password").fill(cast.PASSWORD)
    page.locator("#id_again").fill(cast.PASSWORD)
    page.get_by_role("button", name="บันทึกและเข้าสู่ระบบ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("นำแผนของหน่วยงานเข้ามา")
    expect(page.get_by_text("เลือกไฟล์แผน", exact=True)).to_be_visible()


@one_look
def test_the_skip_link_is_first_and_leads_to_the_content(page: Page, look: Look, db: None) -> None:
    page.goto("/sign-in/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("ข้ามไปเนื้อหา")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@one_look
def test_the_language_changes_and_the_page_stays(page: Page, look: Look, db: None) -> None:
    page.goto("/first-sign-in/?x=1")
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url(re.compile(r"/first-sign-in/\?x=1$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


@one_look
def test_the_chosen_theme_stands_before_scripts_run(
    page: Page, look: Look, coordinator: Membership, sign_in: Callable[[Membership], None]
) -> None:
    sign_in(coordinator)
    page.goto("/me/")
    page.get_by_role("button", name="มืด").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(236, 235, 229)"


@two_widths
def test_the_links_are_in_the_header_or_at_the_thumb(
    page: Page, look: Look, coordinator: Membership, sign_in: Callable[[Membership], None]
) -> None:
    sign_in(coordinator)
    page.goto("/accounts/")
    above, below = page.locator("nav.nav"), page.locator("nav.tabs")
    expect(above).to_be_visible(visible=look is WIDE)
    expect(below).to_be_visible(visible=look is NARROW)
    shown = above if look is WIDE else below
    expect(shown.locator("[aria-current]")).to_have_count(1)


@two_widths
def test_what_is_pressed_is_large_enough_for_a_finger(
    page: Page, look: Look, coordinator: Membership, sign_in: Callable[[Membership], None]
) -> None:
    sign_in(coordinator)
    page.goto("/accounts/")
    small = page.evaluate(
        """() => [...document.querySelectorAll("main button, main select, main input:not([type=hidden]), .tabs a")]
          .filter((e) => e.offsetParent && !e.classList.contains("linkish"))
          .filter((e) => e.getBoundingClientRect().height < 47.5).map((e) => e.outerHTML)"""
    )
    assert small == []


@one_look
def test_a_form_is_sent_once_however_often_its_button_is_pressed(
    page: Page, look: Look, coordinator: Membership, sign_in: Callable[[Membership], None]
) -> None:
    sign_in(coordinator)
    page.goto("/accounts/")
    page.locator("#id_name").fill("นางอรพร ไม้ไสว")
    page.locator(".sheet .btn.wide").dblclick()
    expect(page.locator(".code-shown")).to_be_visible()
    assert Membership.objects.filter(organisation=coordinator.organisation).count() == 2


@one_look
def test_too_large_a_file_is_refused_before_it_is_sent(
    page: Page, look: Look, coordinator: Membership, sign_in: Callable[[Membership], None]
) -> None:
    sign_in(coordinator)
    page.goto("/")
    page.evaluate("document.querySelector('[data-drop]').dataset.maxBytes = '3'")
    page.locator("#plan-file").set_input_files({"name": "plan.txt", "mimeType": "text/plain", "buffer": b"four"})
    expect(page.locator("[data-too-large]")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/$"))


@one_look
def test_printing_leaves_out_what_cannot_be_pressed_on_paper(
    page: Page, look: Look, coordinator: Membership, sign_in: Callable[[Membership], None]
) -> None:
    sign_in(coordinator)
    page.goto("/accounts/")
    page.emulate_media(media="print")
    expect(page.locator("nav.nav")).to_be_hidden()
    expect(page.locator("main .btn").first).to_be_hidden()


@pytest.mark.parametrize("look", [Look(1280, theme="dark")], ids=str)
def test_paper_is_white_with_black_ink_also_from_a_dark_screen(
    page: Page, look: Look, coordinator: Membership, sign_in: Callable[[Membership], None]
) -> None:
    sign_in(coordinator)
    page.goto("/accounts/")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(0, 0, 0)"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
