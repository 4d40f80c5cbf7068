"""People of a story with the running program: each at a window of their own that notes every fault."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext, override
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, WebError, expect

from tests.browser.conftest import Look
from tests.cli.test_program import Program

PASSWORD = "ฝนตกหนักเมื่อวานนี้"
_CODE = re.compile(r"ตอบ (\w+) เพื่อรับทราบ")
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_DROP = """async ([name, bytes]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], name));
    return transfer;
}"""


@dataclass
class Person:
    """Somebody before a window: what they see is in their language, what went wrong is kept."""

    page: Page
    language: str
    complaints: list[str] = field(default_factory=list)

    def say(self, thai: str) -> str:
        """The words of a button in this person's language."""
        with override(self.language):
            return gettext(thai)

    def press(self, thai: str) -> None:
        self.page.locator("button, a.btn", has_text=self.say(thai)).first.click()

    def open(self, address: str) -> None:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address}: {answer.status}"
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)
        expect(self.page.locator("h1")).to_have_count(1)
        assert self.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, f"{address} is too wide"

    def use_language(self) -> None:
        """Find the switch at the foot of the page, if it is needed."""
        if self.page.locator("html").get_attribute("lang") != self.language:
            self.page.locator(f"footer button[value={self.language}]").click()
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)

    def sign_in_first(self, code: str, username: str, name: str = "") -> None:
        """By the code that was told, to an own name and password."""
        self.page.goto("/")
        self.use_language()
        if not self.page.locator("[name=code]").count():  # on a new computer the code is asked for at once
            self.page.locator("a[href='/first-sign-in/']").click()
        self.page.locator("[name=code]").fill(code.lower())
        self.page.locator("main form button").click()
        if name:
            self.page.locator("[name=name]").fill(name)
        self.page.locator("[name=username]").fill(username)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("[name=again]").fill(PASSWORD)
        self.page.locator("main form button").click()
        expect(self.page).to_have_url(re.compile(r":\d+/$"))

    def drop(self, name: str, data: bytes) -> None:
        """A file onto the drop area."""
        transfer = self.page.evaluate_handle(_DROP, [name, list(data)])
        self.page.locator("form[data-drop]").dispatch_event("drop", {"dataTransfer": transfer})

    def fetched(self, address: str) -> bytes:
        """What a link of the page downloads."""
        answer = self.page.request.get(address)
        assert answer.status == 200, f"{address}: {answer.status}"
        return answer.body()


@contextmanager
def at_a_window(chromium: Browser, program: Program, look: Look) -> Iterator[Person]:
    """No error in the console, no broken policy, no fault of the server: at the end there was none."""
    context = chromium.new_context(
        base_url=f"http://127.0.0.1:{program.port}",
        viewport={"width": look.width, "height": look.height},
        reduced_motion="reduce",
        locale="th-TH" if look.language == "th" else "en-GB",
        timezone_id="Asia/Bangkok",
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    person = Person(page, look.language)

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            person.complaints.append(message.text)

    def see(answer: Response) -> None:
        if answer.status >= 400:
            person.complaints.append(f"{answer.status} {answer.url}")
        elif answer.url.startswith("http") and "text/html" in answer.headers.get("content-type", ""):
            policy = answer.headers.get("content-security-policy", "")
            if "script-src 'self'" not in policy and "default-src 'self'" not in policy:
                person.complaints.append(f"no policy: {answer.url}")

    def fall(error: WebError) -> None:
        person.complaints.append(str(error.error))

    context.on("console", hear)
    context.on("weberror", fall)
    context.on("response", see)
    yield person
    context.close()
    assert person.complaints == []


class Phones:
    """The page of the practice phones, read and answered as it is shown."""

    def __init__(self, person: Person, incident: str) -> None:
        self.person, self.page = person, person.page
        self.address = f"/incidents/{incident}/phones/"

    def open(self) -> None:
        self.person.open(self.address)

    def phone(self, who: str) -> Locator:
        return self.page.locator(f"#phone-{who}")

    def asked(self) -> dict[str, int]:
        """How many messages that ask for an answer have come to each phone."""
        return {
            str(phone.get_attribute("id")).removeprefix("phone-"): sum(
                "เพื่อรับทราบ" in text for text in phone.locator(".msg").all_inner_texts()
            )
            for phone in self.page.locator("li.phone").all()
        }

    def press(self, who: str, key: str = "ok") -> None:
        """The button for having understood (`ok`), or for not being able to come (`no`)."""
        self.page.locator(f"#{key}-{who}").click()
        expect(self.phone(who).locator(".reply")).to_be_visible()
        expect(self.phone(who)).to_be_focused()  # the button is gone: the keyboard stays at what it changed

    def type_the_code(self, who: str, *, thai_digits: bool = False) -> None:
        """As the message says, in small letters."""
        found = _CODE.search(self.phone(who).locator(".msg").last.inner_text())
        assert found is not None
        code = found[1].lower()
        self.page.locator(f"#text-{who}").fill(code.translate(_THAI_DIGITS) if thai_digits else code)
        self.page.locator(f"#send-{who}").click()
        expect(self.phone(who).locator(".reply")).to_be_visible()


def is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:]


def a_file(name: str) -> bytes:
    return (Path(__file__).parents[1] / "cases" / "importing" / name).read_bytes()
