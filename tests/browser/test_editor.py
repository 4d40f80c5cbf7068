"""The editor in a browser: it looks right, saves itself, keeps what was typed when the server is away."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from phrom.offices.access import Membership
from phrom.plans.actions import import_plan
from phrom.plans.models import PlanVersion
from tests.apps.plans.files import SAMPLE
from tests.browser.conftest import Look

SignIn = Callable[[Membership], None]
LooksRight = Callable[[str], None]
one_look = pytest.mark.parametrize("look", [Look(1280)], ids=str)
two_widths = pytest.mark.parametrize("look", [Look(1280), Look(360)], ids=str)
PAGES = ("", "people/", "processes/process-1/", "team/", "threats/", "response/day-1/")


def phones_in_the_draft() -> list[str]:
    people = PlanVersion.objects.get(number=1).document["people"]
    return next(person["phones"] for person in people if person["id"] == "person-3")


@two_widths
def test_the_pages_of_the_editor_look_right(
    page: Page, coordinator: Membership, sign_in: SignIn, looks_right: LooksRight
) -> None:
    import_plan(coordinator, "plan.yaml", SAMPLE)
    sign_in(coordinator)
    for place in PAGES:
        page.goto(f"/plan/1/edit/{place}")
        looks_right("edit-" + (place.strip("/").replace("/", "-") or "overview"))


@one_look
def test_what_is_typed_is_saved_by_itself_checked_and_kept_while_the_server_is_away(
    page: Page, coordinator: Membership, sign_in: SignIn
) -> None:
    import_plan(coordinator, "plan.yaml", SAMPLE)
    sign_in(coordinator)
    page.goto("/plan/1/edit/people/")
    field, said = page.locator('[name="people/person-3/phones"]'), page.locator("[data-said]")
    field.fill("081 000")
    expect(page.locator('[id="people/person-3/phones"] .err')).to_contain_text("081 000")
    field.fill("081 000 0077")
    expect(page.locator('[id="people/person-3/phones"] .err')).to_have_count(0)
    assert phones_in_the_draft() == ["+66810000077"]
    page.route("**/edit/**", lambda asked: asked.abort("failed"))
    field.fill("081 000 0088")
    expect(said).to_contain_text("เก็บไว้ในเครื่องนี้")
    page.close()
    again = page.context.new_page()
    again.goto("/plan/1/edit/people/")
    expect(again.locator("[data-said]")).to_contain_text("บันทึกแล้ว")
    assert phones_in_the_draft() == ["+66810000088"]


@one_look
def test_two_people_at_one_field_are_both_asked(page: Page, coordinator: Membership, sign_in: SignIn) -> None:
    import_plan(coordinator, "plan.yaml", SAMPLE)
    sign_in(coordinator)
    page.goto("/plan/1/edit/people/person-3/")
    other = page.context.new_page()
    other.goto("/plan/1/edit/people/")
    other.locator('[name="people/person-3/phones"]').fill("081 000 0055")
    expect(other.locator("[data-said]")).to_contain_text("บันทึกแล้ว")
    page.locator('[name="people/person-3/phones"]').fill("081 000 0066")
    expect(page.locator('[id="people/person-3/phones"]')).to_contain_text("081 000 0055")
    with page.expect_response("**/edit/**"):
        page.get_by_role("button", name="ใช้ที่ข้าพเจ้าพิมพ์").click()
    assert phones_in_the_draft() == ["+66810000066"]


@one_look
def test_a_step_is_dragged_to_its_place(page: Page, coordinator: Membership, sign_in: SignIn) -> None:
    import_plan(coordinator, "plan.yaml", SAMPLE)
    sign_in(coordinator)
    page.goto("/plan/1/edit/response/day-1/")
    items = page.locator("[data-item]")
    first, second = items.nth(0).get_attribute("data-item"), items.nth(1).get_attribute("data-item")
    items.nth(1).scroll_into_view_if_needed()
    grip, target = items.nth(1).locator("[data-grip]").bounding_box(), items.nth(0).bounding_box()
    assert grip is not None
    assert target is not None
    page.mouse.move(grip["x"] + 8, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(grip["x"], grip["y"] - 10, steps=3)
    with page.expect_navigation():
        page.mouse.move(target["x"] + 300, target["y"] + target["height"] - 20, steps=5)
        page.mouse.up()
    assert [items.nth(n).get_attribute("data-item") for n in (0, 1)] == [second, first]
