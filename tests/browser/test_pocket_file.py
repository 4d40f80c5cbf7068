"""The pocket file opened as a file, by a real browser without a network."""

from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from phrom.core.rendering.pocket import render_pocket
from phrom.core.rendering.printing import Lock, Printing
from tests.core.rendering.invented_office import FULL

PASSPHRASE = "น้ำท่วมใหญ่ 2554"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    made = Printing(cache_dir=tmp_path, reader="p-2")
    (tmp_path / "open.html").write_bytes(render_pocket(FULL, made))
    locked = replace(made, lock=Lock(PASSPHRASE, bytes(16), bytes(12)))
    (tmp_path / "locked.html").write_bytes(render_pocket(FULL, locked))
    return tmp_path


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_opens_from_a_narrow_phone_s_files_without_any_network(chromium: Browser, saved: Path, theme: str) -> None:
    with chromium.new_context(viewport={"width": 360, "height": 740}, color_scheme=theme, offline=True) as phone:  # type: ignore[arg-type]
        page = phone.new_page()
        asked: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto((saved / "open.html").as_uri())
        for part in page.locator("summary").all():
            part.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        expect(page.locator(".mine h2")).to_contain_text("ปี๊บดี")
        page.locator("label.step input").first.check()
        page.reload()
        expect(page.locator("label.step input").first).to_be_checked()
        assert {url.partition(":")[0] for url in asked} == {"file"}
        assert complaints == []
        found = Axe().run(page).response["violations"]
        assert [f["id"] for f in found if f["impact"] in ("serious", "critical")] == []


def test_a_locked_file_opens_with_its_passphrase_alone(chromium: Browser, saved: Path) -> None:
    with chromium.new_context(viewport={"width": 360, "height": 740}, offline=True) as phone:
        page = phone.new_page()
        page.goto((saved / "locked.html").as_uri())
        expect(page.locator(".mine")).to_have_count(0)
        page.get_by_label("รหัสผ่านของไฟล์นี้").fill("ไม่ใช่รหัสนี้แน่นอน")
        page.get_by_role("button").click()
        expect(page.get_by_role("alert")).to_contain_text("รหัสผ่านไม่ถูกต้อง")
        page.get_by_label("รหัสผ่านของไฟล์นี้").fill(PASSPHRASE)
        page.get_by_role("button").click()
        expect(page.locator(".mine h2")).to_contain_text("ปี๊บดี")
        expect(page.locator("#lock")).to_have_count(0)
