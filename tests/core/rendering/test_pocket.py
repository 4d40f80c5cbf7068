import base64
import hashlib
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from phrom.core.plan.document import Plan
from phrom.core.rendering.plan_pdf import plan_blocks
from phrom.core.rendering.pocket import ROUNDS, render_pocket
from phrom.core.rendering.printing import Lock, Printing
from tests.core.rendering.invented_office import BARE, FULL, solid
from tests.core.rendering.test_plan_pdf import HOSTILE, texts_of

PLAIN = Printing(cache_dir=Path("unused"), printed_at=datetime(2026, 8, 21, 7, 5, tzinfo=UTC), version_label="ฉบับที่ 3")
LOCK = Lock("น้ำท่วมใหญ่ ๒๕๕๔", bytes(range(16)), bytes(range(12)))
LOCKED = replace(PLAIN, lock=LOCK)


class Page(HTMLParser):
    """What a browser would find in the file: its text, its elements, and the addresses that it names."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.inside: dict[str, str] = {}
        self.attributes: list[str] = []
        self._open = ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open = tag
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action", "data", "srcset")]

    def handle_data(self, data: str) -> None:
        if self._open in ("style", "script"):
            self.inside[self._open] = data
            self._open = ""
        else:
            self.words.append(data)

    @property
    def text(self) -> str:
        return solid("".join(self.words))


def policy_of(content: bytes) -> str:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', content.decode())
    assert found
    return found[1]


def test_the_whole_plan_is_in_the_file() -> None:
    text = Page(render_pocket(FULL, PLAIN)).text
    words = {word for block in plan_blocks(FULL, to_sign=False) for line in texts_of(block) for word in line.split()}
    assert [word for word in words if solid(word) not in text] == []


@pytest.mark.parametrize("printing", [PLAIN, LOCKED])
def test_it_asks_nothing_of_any_network(printing: Printing) -> None:
    content = render_pocket(FULL, printing)
    page = Page(content)
    assert all(address.startswith("tel:") for address in page.addresses)
    assert not re.search(rb"https?://|@import|url\(", content)
    assert policy_of(content).startswith("default-src 'none'")
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.inside[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy_of(content)
    assert not [name for name in page.attributes if name.startswith("on") or name == "style"]


def test_the_reader_s_own_duties_stand_before_the_plan() -> None:
    text = Page(render_pocket(FULL, replace(PLAIN, reader="p-2"))).text
    assert solid("หน้าที่ของว่าที่ ร.อ. ผู้ใหญ่ ปี๊บดี") in text
    assert text.index(solid("โทรแจ้งตามลำดับ")) < text.index(solid("โทรศัพท์ทุกคน"))
    assert solid("แจ้งเหตุให้ครบทุกคน") in text[: text.index(solid("โทรศัพท์ทุกคน"))], "a step of the team leaders"
    assert solid("รายงานตัว ศาลาประชาคม ภายใน 24 ชั่วโมง") in text


def test_a_reader_without_a_place_is_told_so() -> None:
    plan = FULL.model_copy(update={"people": (*FULL.people, FULL.people[0].model_copy(update={"id": "p-9"}))})
    assert solid("แผนไม่ได้ให้หน้าที่ไว้") in Page(render_pocket(plan, replace(PLAIN, reader="p-9"))).text


def test_numbers_are_called_by_a_touch() -> None:
    addresses = Page(render_pocket(FULL, PLAIN)).addresses
    assert {"tel:+66812345001", "tel:+66812345009"} <= set(addresses)


def test_practice_and_age_are_said() -> None:
    content = render_pocket(FULL, replace(PLAIN, practice=True)).decode()
    assert content.count("การฝึกซ้อม ไม่ใช่เหตุจริง") == 1
    assert 'data-made="2026-08-21T07:05:00+00:00"' in content


def test_nothing_in_a_plan_becomes_markup() -> None:
    hostile = [*HOSTILE, "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style>", "</main>", "&lt;"]
    plan = Plan.model_validate({
        "title": hostile[-1],
        "organisation": {"name": '"><script>'},
        "purposes": hostile,
        "people": [{"id": f"p-{i}", "given_name": n, "phones_text": [n]} for i, n in enumerate(hostile)],
        "continuity_team": {"coordinator": {"primary": "p-0"}},
    })  # fmt: skip
    page = Page(render_pocket(plan, replace(PLAIN, reader="p-0", version_label="<b>", printed_by="<i>")))
    usual = set(Page(render_pocket(FULL, replace(PLAIN, reader="p-2"))).tags)
    assert set(page.tags) <= usual
    assert page.tags.count("script") == 1
    for name in hostile:
        assert solid(name) in page.text


def opened(content: bytes, passphrase: str) -> str:
    """What the browser does."""
    found = re.search(r'data-salt="(.*?)" data-nonce="(.*?)" data-rounds="(\d+)">(.*?)<', content.decode())
    assert found
    salt, nonce, sealed = (base64.b64decode(found[n]) for n in (1, 2, 4))
    key = hashlib.pbkdf2_hmac("sha256", unicodedata.normalize("NFC", passphrase).encode(), salt, int(found[3]))
    return AESGCM(key).decrypt(nonce, sealed, None).decode()


def test_a_locked_file_shows_nothing_but_the_office_s_name() -> None:
    content = render_pocket(FULL, replace(LOCKED, reader="p-2"))
    text = Page(content).text
    assert FULL.organisation.name in text
    told = [word for word in ("0812345", "ปี๊บดี", "อุทกภัย", "หน้าที่ของ", "ฉบับที่3") if word in text + content.decode()]
    assert told == []
    assert ROUNDS >= 600_000


def test_only_the_right_passphrase_opens_it() -> None:
    content = render_pocket(FULL, replace(LOCKED, reader="p-2"))
    assert solid("หน้าที่ของว่าที่ ร.อ. ผู้ใหญ่ ปี๊บดี") in Page(opened(content, LOCK.passphrase).encode()).text
    with pytest.raises(InvalidTag):
        opened(content, "น้ำท่วมใหญ่ ๒๕๕๕")


def test_a_short_passphrase_is_refused_and_none_is_ever_shown() -> None:
    with pytest.raises(ValueError, match="10"):
        render_pocket(FULL, replace(PLAIN, lock=Lock("123456789", bytes(16), bytes(12))))
    assert LOCK.passphrase not in repr(LOCKED)


def test_an_empty_plan_and_the_same_plan_twice() -> None:
    assert render_pocket(BARE, PLAIN) == render_pocket(BARE, PLAIN)
