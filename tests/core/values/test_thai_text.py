"""Keys by which damaged Thai is recognised."""

import unicodedata

import pytest

from phrom.core.values.thai_text import bare_key, key, likeness, thai_share, tidy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ที่สำคัญ", "ที่สาคัญ"),
        ("ที่สำคัญ", "ที่สํ" + "าคัญ"),
        ("น้ำท่วม", "นํ้" + "าท่วม"),
        ("แผน", "เเผน"),
        ("ชั่วโมง", "ชั่่วโมง"),
        ("๒๔ ชม.", "24 ชม"),
        ("ความ ต่อเนื่อง", "ความ\u200bต่อเนื่อง"),
        ("ที่", "ท\uf702\uf705"),
        ("E-Plan", "e – plan"),
    ],
)
def test_two_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_the_compatibility_form_of_thai_has_the_same_key() -> None:
    text = "สำนักงานกำลังทำน้ำ"
    assert unicodedata.normalize("NFKC", text) != text
    assert key(unicodedata.normalize("NFKC", text)) == key(text)


def test_different_words_keep_different_keys() -> None:
    assert key("หัวหน้าทีม 1") != key("หัวหน้าทีม 2")
    assert bare_key("ประสงค์") == bare_key("ประสงค")
    assert bare_key("ประสงค์") != bare_key("ประสาน")


def test_tidying_keeps_the_sources_own_letters() -> None:
    assert tidy("  ที่สาคัญ\u00a0\u00a0 มาก\u200b ") == "ที่สาคัญ มาก"


def test_likeness_and_the_share_of_thai() -> None:
    assert likeness("", "") == 0
    assert likeness("กองคลัง", "กองคลัง ") == 1
    assert 0.5 < likeness("กองคลัง", "กองช่าง") < 0.9
    assert thai_share("แผน plan") == pytest.approx(3 / 7)
