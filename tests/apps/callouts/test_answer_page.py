"""Answering at the office's known address: without an account, by anybody who has a message."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from phrom.callouts import actions
from phrom.offices.models import Membership
from phrom.web import prepared
from tests.apps.callouts.course import Course, words_of

TOKEN = r'(?:name="csrfmiddlewaretoken" value=|"X-CSRFToken": )"(\w+)"'


def post(code: str, said: str = "acknowledged", address: str = "192.0.2.7") -> tuple[int, str]:
    answer = Client(REMOTE_ADDR=address).post("/answer/", {"code": code, "said": said})
    return answer.status_code, words_of(answer.content.decode())


def test_the_right_code_is_confirmed_with_a_short_name_what_to_do_and_the_mark(course: Course) -> None:
    course.run()
    status, page = post(course.code_of("person-6"))
    assert status == 200
    assert "รับทราบแล้ว นายหก" in page
    assert "นายหก ทดสอบ" not in page
    assert "หอประชุมกลาง" in page
    assert "การฝึกซ้อม ไม่ใช่เหตุจริง" in page


def test_who_cannot_come_may_say_so_at_once_or_afterwards(course: Course) -> None:
    course.run()
    post(course.code_of("person-6"), said="refused")
    post(course.code_of("person-5"))
    _status, page = post(course.code_of("person-5"), said="refused")
    assert "บันทึกแล้วว่า นายห้า มาไม่ได้" in page
    assert {course.state.people[p].status for p in ("person-5", "person-6")} == {"refused"}


def test_a_wrong_code_is_said_at_the_field_and_what_was_typed_stays(course: Course) -> None:
    status, page = post("ZZ99")
    assert status == 422
    assert "ไม่พบรหัสนี้" in page
    assert 'value="ZZ99"' in Client().post("/answer/", {"code": "ZZ99"}).content.decode()


def test_after_too_many_wrong_codes_the_page_says_how_long_to_wait(course: Course) -> None:
    for _ in range(20):
        post("ZZ99", address="192.0.2.8")
    status, page = post(course.code_of("person-6"), address="192.0.2.8")
    assert status == 429
    assert "10 นาที" in page
    assert course.state.people["person-6"].acknowledged is None


def test_a_stopped_callouts_code_is_no_longer_known(course: Course, coordinator: Membership) -> None:
    code = course.code_of("person-6")
    actions.stop_callout(coordinator, course.callout.pk)
    assert post(code)[0] == 422


def test_strange_input_is_a_wrong_code_and_no_fault(course: Course) -> None:
    for text in ("", "\0", "ก" * 5000, "<script>alert(1)</script>", "' OR 1=1 --", "𝟛𝟜"):
        status, page = post(text, address=f"192.0.2.{len(text) % 200}")
        assert status == 422
        assert "<script>alert" not in page


def test_a_zero_without_a_code_is_told_how_to_say_cannot_come(course: Course, client: Client) -> None:
    page = client.post("/answer/", {"code": "๐", "said": "acknowledged"})
    assert page.status_code == 422
    assert "พิมพ์รหัสที่อยู่ในข้อความ แล้วกด" in words_of(page.content.decode())


def test_who_was_heard_sees_the_same_page_whether_it_was_put_into_words_for_them_or_once_for_many(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.run()
    names = {"person-5": "นางสาวห้า <b>ทดสอบ</b> ซ้อม", "person-6": "\ue000office\ue001 & หก"}
    for person, name in names.items():
        course.callout.recipients.filter(person=person).update(name=name)
    once: list[str] = []

    def render(template: str, *given: Any) -> str:
        once.append(template)
        return render_to_string(template, *given)

    monkeypatch.setattr(prepared, "render_to_string", render)
    for said in ("acknowledged", "refused"):
        for person in names:
            seen = []
            for cookies in ({}, {"sessionid": "perhaps-signed-in"}):
                client = Client()
                client.cookies.load(cookies)
                answer = client.post("/answer/", {"code": f"<{course.code_of(person)}>", "said": said})
                assert answer.status_code == 200
                page, tokens = re.subn(TOKEN, "", answer.content.decode())
                assert tokens == (3 if said == "acknowledged" else 2)
                seen.append(re.sub('<span class="nb">|</span>|<wbr>', "", page))
            assert seen[0] == seen[1]
            assert "<b>ทดสอบ" not in seen[0]
            assert "<K" not in seen[0]
    assert once == ["callouts/answered.html"] * 2


def test_a_prepared_page_takes_the_readers_own_token(course: Course) -> None:
    course.run()
    strict, other = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    for client in (strict, other):
        [token, *_rest] = re.findall(TOKEN, client.get("/answer/").content.decode())
        form = {"code": course.code_of("person-6"), "csrfmiddlewaretoken": token}
        heard = client.post("/answer/", form | {"said": "acknowledged"})
        assert heard.status_code == 200
        again = re.findall(TOKEN, heard.content.decode())[-1]
        changed = client.post("/answer/", form | {"csrfmiddlewaretoken": again, "said": "refused"})
        assert "มาไม่ได้" in changed.content.decode()


@pytest.mark.parametrize("came", ["", '"><b>' + "x" * 59, "ก" * 64, "a" * 63, "a" * 65, "a" * 64 + "\n"])
def test_what_is_no_token_does_not_come_back_in_the_page(course: Course, came: str) -> None:
    course.run()
    form = {"code": course.code_of("person-6"), "said": "acknowledged", "csrfmiddlewaretoken": came}
    tokens = re.findall(TOKEN, Client().post("/answer/", form).content.decode())
    assert tokens
    assert all(re.fullmatch("[A-Za-z0-9]{64}", token) and token != came for token in tokens)
