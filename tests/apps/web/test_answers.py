"""Headers, refusals, live parts, language and theme."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from phrom.errors import InvalidInputError, NotAllowedError, RefusedError, TooManyTriesError
from phrom.offices.models import Membership
from phrom.web import refusals
from phrom.web.live import live_fragment
from phrom.web.middleware import POLICY
from tests.apps.callouts.course import words_of

OPEN_PAGES = ("/sign-in/", "/first-sign-in/", "/health/", "/nowhere/")


@pytest.mark.parametrize("address", OPEN_PAGES)
def test_every_answer_carries_the_strict_policy(client: Client, db: None, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_policy_lets_nothing_inline_and_nothing_from_outside() -> None:
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "default-src 'self'" in POLICY


def test_no_shared_cache_keeps_a_page(coordinator: Membership, client_as: Callable[[Membership], Client]) -> None:
    for address in ("/", "/me/", "/accounts/", "/nowhere/"):
        assert "private" in client_as(coordinator).get(address).headers["Cache-Control"]


def test_pages_ask_nothing_of_the_internet(coordinator: Membership, client_as: Callable[[Membership], Client]) -> None:
    for address in ("/me/", "/accounts/"):
        text = client_as(coordinator).get(address).content.decode()
        assert "//" not in text.replace("<!doctype", "").replace("http://www.w3.org/2000/svg", "")


def test_health_says_ok_to_anybody(client: Client, db: None) -> None:
    assert client.get("/health/").json() == {"status": "ok"}


def test_a_font_is_made_once_and_kept_by_the_browser(client: Client, tmp_path: Any, settings: Any) -> None:
    settings.CACHE_DIR = tmp_path
    first = client.get(reverse("font", args=["sarabun-600"]))
    assert b"".join(first.streaming_content)[:4] == b"wOF2"  # type: ignore[attr-defined]
    assert "immutable" in first.headers["Cache-Control"]
    assert client.get("/fonts/comic-400.woff2").status_code == 404


def _refused(refusal: RefusedError, **headers: str) -> HttpResponse:
    request = RequestFactory().get("/somewhere/", headers=headers)
    request.session = {}  # type: ignore[assignment]

    def view(_request: HttpRequest) -> HttpResponse:
        raise refusal

    middleware = refusals.refusals_as_answers(view)
    try:
        return middleware(request)
    except RefusedError as raised:
        answer = middleware.process_exception(request, raised)
        assert answer is not None
        return answer


@pytest.mark.parametrize(
    ("kind", "status"),
    [(RefusedError, 409), (NotAllowedError, 403), (InvalidInputError, 422), (TooManyTriesError, 429)],
)
def test_a_refusal_is_a_page_with_its_words_and_one_way_back(kind: type[RefusedError], status: int) -> None:
    answer = _refused(kind("ข้อความถึงคน"), Referer="http://testserver/plan/?x=1")
    text = " ".join(answer.content.decode().split())
    assert answer.status_code == status
    assert "ข้อความถึงคน" in text
    assert text.count('class="btn line" href="/plan/?x=1"') == 1


def test_the_way_back_never_leads_to_another_site() -> None:
    answer = _refused(RefusedError("ไม่ได้"), Referer="http://testserver.evil.example/plan/")
    assert "evil" not in answer.content.decode()


def test_a_refusal_is_json_for_programs() -> None:
    answer = _refused(RefusedError("ไม่ได้", code="not-a-draft"), Accept="application/json")
    assert (answer.status_code, answer.headers["Content-Type"]) == (409, "application/json")
    assert b'"code": "not-a-draft"' in answer.content


def test_an_ordinary_exception_is_not_swallowed() -> None:
    request = RequestFactory().get("/")
    assert refusals.refusals_as_answers(lambda r: HttpResponse()).process_exception(request, ValueError("ours")) is None


def test_the_page_of_our_fault_needs_no_database_and_names_a_code_that_the_log_has_too(
    caplog: pytest.LogCaptureFixture,
) -> None:
    # no database fixture: a query would raise
    answer = refusals.our_fault(RequestFactory().get("/plan/"))
    text = answer.content.decode()
    [record] = [r for r in caplog.records if r.name == "phrom.web.refusals"]
    code = str(record.args[0])  # type: ignore[index]
    assert answer.status_code == 500
    assert code in text
    assert "ข้อมูลของท่านยังอยู่" in text


def test_a_form_without_its_token_says_that_nothing_was_saved(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sign-in/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "ยังไม่มีสิ่งใดถูกบันทึก" in answer.content.decode()


def test_a_form_larger_than_the_program_takes_is_refused_in_words(client: Client, db: None, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = client.post("/sign-in/", {"username": "a" * 2000, "password": "b"})
    assert answer.status_code == 413
    assert "ไฟล์ใหญ่เกินไป" in answer.content.decode()


def test_a_live_part_is_sent_again_only_when_it_changed(rf: RequestFactory) -> None:
    template, context = "web/parts/prog.html", {"text": "อ่านแล้ว", "percent": 10}
    first = live_fragment(rf.get("/x/"), template, context)
    same = live_fragment(rf.get("/x/", headers={"If-None-Match": first["ETag"]}), template, context)
    weak = live_fragment(rf.get("/x/", headers={"If-None-Match": f"W/{first['ETag']}"}), template, context)
    other = live_fragment(rf.get("/x/", headers={"If-None-Match": first["ETag"]}), template, {**context, "percent": 11})
    assert (first.status_code, same.status_code, weak.status_code, other.status_code) == (200, 304, 304, 200)
    assert same.content == b""
    assert other["ETag"] != first["ETag"]


def test_the_masked_token_of_a_form_does_not_make_a_live_part_new(rf: RequestFactory) -> None:
    first = live_fragment(rf.get("/x/"), "web/language.html", {})
    second = live_fragment(rf.get("/x/"), "web/language.html", {})
    assert first["ETag"] == second["ETag"]


def test_language_and_theme_stay_on_the_page_and_never_lead_elsewhere(client: Client, db: None) -> None:
    for address, given in (("/language/", {"language": "en"}), ("/theme/", {"theme": "dark"})):
        assert (
            client.post(address, {**given, "next": "/sign-in/?next=/plan/"}).headers["Location"]
            == "/sign-in/?next=/plan/"
        )
        assert client.post(address, {**given, "next": "//evil.example/"}).headers["Location"] == "/"
    text = client.get("/sign-in/").content.decode()
    assert '<html lang="en" data-mode="everyday" data-theme="dark">' in text
    client.post("/theme/", {"theme": "", "next": "/"})
    assert "data-theme" not in client.get("/sign-in/").content.decode()


def test_an_unknown_language_or_theme_changes_nothing(client: Client, db: None) -> None:
    client.post("/language/", {"language": "xx"})
    client.post("/theme/", {"theme": '"><script>'})
    assert '<html lang="th" data-mode="everyday">' in client.get("/sign-in/").content.decode()


def test_the_address_of_a_button_opened_by_itself_says_so_and_leads_back(
    coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    answer = client_as(coordinator).get("/language/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "หน้านี้เปิดได้จากปุ่มเท่านั้น" in words_of(answer.content.decode())
    told = client_as(coordinator).get("/language/", headers={"Accept": "application/json"})
    assert (told.status_code, told.json()["code"]) == (405, "by-button")
