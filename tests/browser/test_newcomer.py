"""What a newcomer does with the program as it is started, from the first code to the sealed log book.

Two people in two windows: the coordinator, and the head of the office with a phone. The engine is killed in the
middle. Nothing of Django's test machinery stands between them and the program.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from phrom.core.importing.files.text_file import read_text
from tests.browser.conftest import Look
from tests.browser.newcomer import Person, Phones, a_file, at_a_window, is_pdf
from tests.cli.test_program import Program, until
from tests.core.importing.word_fixture import docx_of

SOURCE = "phrae-2563.txt"
CALLED = 22
ways = pytest.mark.parametrize("look", [Look(1280, "th"), Look(360, "en")], ids=str)
one_way = pytest.mark.parametrize("look", [Look(1280, "th")], ids=str)


@pytest.fixture(autouse=True)
def guards_lifted_for_cleaning_up() -> None:
    """The program has a database of its own; that of the tests is not used here."""


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    running = Program(tmp_path)
    yield running
    running.stop()


@pytest.fixture
def newcomer(chromium: Browser, program: Program, look: Look) -> Iterator[Person]:
    with at_a_window(chromium, program, look) as person:
        yield person


SILENT = {"person-6", "person-20", "person-21"}  # the leader of team 2, and two of team 5
AT_THE_KILL = ("person-1", "person-3", "person-9")
HEARD = [
    ("person-6", "wrong_number"),
    ("person-20", "no_answer"),
    ("person-21", "answered"),
    ("person-20", "answered"),
]


@ways
def test_from_a_written_plan_to_an_answered_call_tree(
    chromium: Browser, program: Program, newcomer: Person, look: Look
) -> None:
    begin(newcomer, program)
    newcomer.drop(SOURCE, a_file(SOURCE))
    code = read_submit_and_open_an_account(newcomer)
    with at_a_window(chromium, program, Look(360, look.language)) as head:
        approve_on_the_phone(head, code)
        downloads_are_documents(newcomer)
        phones = start_practice(newcomer)
        board, calls = watched(head, phones, "board"), watched(head, phones, "calls")
        answer_while_the_engine_is_killed(phones, program)
        asked = phones.asked()
        phone_the_silent(newcomer, phones)
        the_leader_is_told(phones, asked)
        expect(board.locator(".figs")).to_contain_text(re.compile(r"20\D+22"))
        expect(calls.locator("h1")).to_contain_text("20")
        for live in (board, calls):
            assert live.evaluate("window.sameAsAtFirst") is True, "the page was loaded again"
    the_book_is_sealed(newcomer, program, phones)


@one_way
def test_a_word_file_gives_the_same_plan_as_its_text(program: Program, newcomer: Person) -> None:
    begin(newcomer, program)
    newcomer.drop("แผน.docx", docx_of(read_text(a_file(SOURCE).decode())))
    expect(newcomer.page).to_have_url(re.compile(r"/plan/1/review/$"))
    expect(newcomer.page.locator(".figs")).to_contain_text("22")
    newcomer.open("/plan/import/")
    newcomer.drop(SOURCE, a_file(SOURCE))
    expect(newcomer.page).to_have_url(re.compile(r"/plan/2/(review|differences)/$"))
    of_word, of_text = (yaml_of(newcomer, number) for number in (1, 2))
    for part in ("people", "processes", "continuity_team", "threats", "scenarios"):
        assert of_word[part] == of_text[part], part


@ways
def test_looking_around_in_the_sample_office(program: Program, newcomer: Person, look: Look) -> None:
    begin(newcomer, program)
    page = newcomer.page
    page.locator("form[action$='/sample/'] button").click()
    expect(page).to_have_url(re.compile(r"/plan/1/$"))
    page.locator("form[action$='/submit/'] button").click()
    page.locator("[name=code]").fill(page.locator(".note.act b").inner_text())
    page.locator("[name=sure]").check()
    page.locator("#decide .btn").click()
    page.locator(".headline .btn").click()
    expect(page.locator("html")).to_have_attribute("data-mode", "practice")
    page.locator("#start [name=sure]").check()
    page.locator("#start .btn.danger").click()
    expect(page.locator("li.phone:has(.msg)").first).to_contain_text("[ซ้อม]")
    page.locator("li.phone [id^=ok-]").first.click()
    expect(page.locator("li.phone .reply")).to_have_count(1)
    page.locator(".sample a").click()
    page.locator("form[action$='/me/office/'] button").last.click()
    expect(page.locator("form[data-drop]")).to_be_visible()


def yaml_of(newcomer: Person, number: int) -> dict[str, object]:
    return dict(yaml.safe_load(newcomer.fetched(f"/plan/{number}/documents/yaml/")))


def begin(newcomer: Person, program: Program) -> None:
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", program.greeting)
    assert code is not None
    newcomer.sign_in_first(code[0], "somsri", "นางสมศรี ตั้งต้น")
    expect(newcomer.page.locator("form[data-drop]")).to_be_visible()


def read_submit_and_open_an_account(newcomer: Person) -> str:
    """The review, the plan, the proposal; returns the first-sign-in code of the head."""
    page = newcomer.page
    expect(page).to_have_url(re.compile(r"/plan/1/review/$"))
    expect(page.locator("h1")).to_contain_text(re.compile(r"\d{3}"))
    expect(page.locator(".figs")).to_contain_text("22")
    assert page.locator("#findings li").count() > 5
    assert page.locator(".source-part li").count() > 100
    page.locator(".headline .btn").click()
    page.locator("form[action$='/submit/'] button").click()
    page.locator("form:has([value=account]) button").click()
    return page.locator(".code-shown").inner_text()


def approve_on_the_phone(head: Person, code: str) -> None:
    head.sign_in_first(code, "chaiyarong")
    head.open("/plan/1/approve/")
    if head.page.locator("[name=reason]").count():
        head.page.locator("[name=reason]").fill("แก้ในรอบทบทวนถัดไป")
    head.page.locator("[name=sure]").check()
    head.page.locator("#decide .btn").click()
    expect(head.page).to_have_url(re.compile(r"/plan/1/$"))
    expect(head.page.locator("#versions .chip.ok")).to_be_visible()


def downloads_are_documents(newcomer: Person) -> None:
    newcomer.open("/plan/")
    for part in ("pdf/", "call-sheets/"):
        address = newcomer.page.locator(f".documents a[href$='{part}']").get_attribute("href")
        assert is_pdf(newcomer.fetched(str(address)))


def start_practice(newcomer: Person) -> Phones:
    """With a double click, and yet there is one."""
    page = newcomer.page
    newcomer.open("/")
    page.locator("#practice a[href$='flood/'], a[href$='practice/threat-flood/']").first.click()
    expect(page.locator("html")).to_have_attribute("data-mode", "practice")
    expect(page.locator(".msg").first).to_contain_text("[ซ้อม]")
    page.locator("[value=fast]").check()
    page.locator("#start [name=sure]").check()
    page.locator("#start .btn.danger").dblclick()
    expect(page).to_have_url(re.compile(r"/phones/$"))
    newcomer.open("/")
    expect(page.locator(".list a[href$='/board/']").first).to_be_visible()
    boards = {link.get_attribute("href") for link in page.locator("a[href$='/board/']").all()}
    assert len(boards) == 1, "the double click started two"
    address = str(boards.pop())
    phones = Phones(newcomer, address.split("/")[2])
    phones.open()
    expect(page.locator("li.phone:has(.msg)")).to_have_count(CALLED)
    return phones


def watched(head: Person, phones: Phones, name: str) -> Page:
    """A page left open on the phone of the head."""
    page = head.page.context.new_page()
    page.goto(phones.address.replace("phones", name))
    expect(page.locator("html")).to_have_attribute("data-mode", "practice")
    page.evaluate("window.sameAsAtFirst = true")
    return page


def answer_while_the_engine_is_killed(phones: Phones, program: Program) -> None:
    by_button, by_code, by_thai_digits = AT_THE_KILL
    phones.press(by_button)
    phones.type_the_code(by_code)
    phones.type_the_code(by_thai_digits, thai_digits=True)
    engine = program.child("engine")
    assert engine is not None
    os.kill(engine, signal.SIGKILL)
    phones.type_the_code("person-10", thai_digits=True)
    phones.press("person-16", "no")
    until(lambda: program.child("engine") not in (None, engine))
    waiting = [who for who, count in phones.asked().items() if count and phones.page.locator(f"#ok-{who}").count()]
    assert len(waiting) == CALLED - 5
    for who in waiting:
        if who not in SILENT:
            phones.press(who)


def phone_the_silent(newcomer: Person, phones: Phones) -> None:
    """Who stays silent comes onto the list by themselves; each is phoned until their place has an answer."""
    page, address = newcomer.page, phones.address.replace("phones", "caller")
    newcomer.open(address)
    page.locator("form:has([value=next]) button").click(timeout=45_000)
    assert page.locator("input[name=person]").first.get_attribute("value") in SILENT
    page.locator("form:has([value=let-go]) button").click()
    for calls, (who, heard) in enumerate(HEARD, 1):
        take_to_phone(newcomer, address, who)
        expect(page.locator("a[href^='tel:']").first).to_be_visible()
        reports = page.locator(f"form:has([value=report]):has([name=person][value={who}])")
        reports.locator(f"button[value^={heard}]").first.click()
        expect(page.locator("#called li")).to_have_count(calls)


def take_to_phone(newcomer: Person, address: str, who: str) -> None:
    """This one, from the list that fills by itself while nobody is held."""
    page = newcomer.page
    newcomer.open(address)
    let_go = page.locator("form:has([value=let-go]) button")
    if let_go.count():
        let_go.click()
    page.locator(f"form:has([value=hold]):has([name=person][value={who}]) button").click(timeout=45_000)
    expect(page.locator(f"form:has([value=report]) [name=person][value={who}]")).to_be_attached()


def the_leader_is_told(phones: Phones, asked: dict[str, int]) -> None:
    """And nobody who had answered was asked again, neither in time nor by the engine that came after the killed one."""
    phones.open()
    expect(phones.phone("person-11")).to_contain_text("รับทราบครบ 5 จาก 5 คน")
    finally_asked = phones.asked()
    assert {who for who, count in finally_asked.items() if count > asked[who]} <= SILENT
    assert [finally_asked[who] for who in AT_THE_KILL] == [1] * len(AT_THE_KILL)
    for message in phones.page.locator(".msg").all_inner_texts():
        assert message.startswith("[ซ้อม]")


def the_book_is_sealed(newcomer: Person, program: Program, phones: Phones) -> None:
    page = newcomer.page
    newcomer.open(phones.address.replace("phones", "log"))
    expect(page.locator("h1.late")).to_have_count(0)
    for line in page.locator("ol.log li").all():
        expect(line.locator(".drill, .chip.drill, .practice").first).to_be_visible()
    assert newcomer.say("(ซ้อม)") in page.title()
    command = [sys.executable, "-m", "phrom", "verify-log"]
    done = subprocess.run(command, env=program.environment, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 0, done.stdout
