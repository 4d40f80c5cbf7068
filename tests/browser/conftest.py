"""A real Chromium before a live server: narrow and wide, Thai and English, light and dark."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from phrom.offices.models import Membership

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's loop runs in the thread of the test
expect.set_options(timeout=60_000)  # a busy machine is slow, not wrong; what is so at once costs no time
CHROMIUM = os.environ.get("PHROM_CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SERIOUS = ("serious", "critical")


@dataclass(frozen=True)
class Look:
    """How a person looks at a page."""

    width: int = 1280
    language: str = "th"
    theme: str = "light"

    def __str__(self) -> str:
        return f"{self.width}-{self.language}-{self.theme}"

    @property
    def height(self) -> int:
        return 900 if self.width > 768 else 740


EVERY_LOOK = [Look(*values) for values in product((1280, 360), ("th", "en"), ("light", "dark"))]
# Each two of width, language and theme meet in one of these four. All eight for whoever takes pictures.
EACH_PAIR = [Look(1280, "th", "light"), Look(360, "th", "dark"), Look(1280, "en", "dark"), Look(360, "en", "light")]
LOOKS = EVERY_LOOK if os.environ.get("PHROM_PICTURES") else EACH_PAIR


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def guards_lifted_for_cleaning_up(transactional_db: None) -> Iterator[None]:
    """The tables that only grow refuse to be emptied after a test; `migrate` puts their guards back by itself."""
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
            drops = [f'DROP TRIGGER "{name}"' for name, _ in cursor.fetchall()]
        else:
            cursor.execute("SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal")
            drops = [f'DROP TRIGGER "{name}" ON {table}' for name, table in cursor.fetchall()]
        for drop in drops:
            cursor.execute(drop)


@pytest.fixture(params=LOOKS, ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    """Look after look; a test that needs fewer has its own `parametrize("look", …)`."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer, look: Look) -> Iterator[Page]:
    """A fresh browser window. What the console reports as an error, such as a broken policy, fails the test."""
    theme: Any = look.theme
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": look.width, "height": look.height},
        color_scheme=theme,
        reduced_motion="reduce",
        locale="th-TH" if look.language == "th" else "en-GB",
        timezone_id="Asia/Bangkok",
    )
    context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": look.language, "url": live_server.url}])
    page = context.new_page()
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # the console also reports a refused form (4xx), and what a test itself cuts off
        expected = ("the server responded with a status of 4", "net::ERR_FAILED", "htmx:afterRequest", "htmx:sendError")
        if message.type == "error" and not any(words in message.text for words in expected):
            complaints.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def becomes_true(page: Page, question: str, about: str = "") -> None:
    """Wait until what a promise brings is true; `wait_for_function` takes the promise itself for true."""
    for _look in range(1200):
        if page.evaluate(question, about):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"not so after a minute: {question} {about}")


ON_THE_DEVICE = "address => caches.open('phrom-pages').then((all) => all.match(address)).then(Boolean)"
NOTHING_KEPT = "() => caches.has('phrom-pages').then((has) => !has)"


@pytest.fixture
def sign_in(
    page: Page, live_server: LiveServer, client_as: Callable[[Membership], Client]
) -> Callable[[Membership], None]:
    """Open a session of one of the cast in the window."""

    def open_session(membership: Membership) -> None:
        session = client_as(membership).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])

    return open_session


@pytest.fixture
def looks_right(page: Page, look: Look) -> Callable[[str], None]:
    """Check the page as it stands: axe finds nothing serious, nothing sticks out sideways, one h1, in its language.

    With PHROM_PICTURES set to a directory, keep a picture there under the given name, to be looked at by eye.
    """

    def check(name: str) -> None:
        page.wait_for_load_state("load")  # live parts never let the network rest
        page.evaluate("document.fonts.ready")
        if pictures := os.environ.get("PHROM_PICTURES"):
            page.screenshot(path=Path(pictures) / f"{name}-{look}.png", full_page=True)
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found if v["impact"] in SERIOUS] == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert page.locator("h1").count() == 1
        assert page.locator("html").get_attribute("lang") == look.language

    return check
