import pytest
from hypothesis import given
from hypothesis import strategies as st

from phrom.core.rendering.links import contains_link, without_links


@pytest.mark.parametrize(
    "text",
    [
        "https://example.go.th/a",
        "ดูที่ HTTP://X",
        "ftp://a",
        "www.phrae",
        "WWW.Phrae.go.th",
        "เว็บ phrae.go.th ครับ",
        "bit.ly/3abc",
        "ร้าน.com",
        "xn--12c1.xn--o3cw4h",
        "phrae.ไทย",
        "ที่example.com",
        "tel:0810000003",
        "mailto:a",
        "sms:1111",
        "อีเมล somchai@phrae.go.th",
        "10.0.0.1",
        "10.0.0.1:8000",
        "๑๐.๐.๐.๑",
        "[::1]:8000",
        "fe80::1:2:3",
        "localhost:8000",
        "ｗｗｗ．ｐｈｒａｅ．ｇｏ．ｔｈ",
        "phrae。go。th",
        "phrae\u200b.go\u2060.th",
        "//cdn",
        "line://ti/p/x",
        "line.me",
    ],
)
def test_what_a_phone_could_open_is_a_link(text: str) -> None:
    assert contains_link(text)
    assert not contains_link(without_links(text))


@pytest.mark.parametrize(
    "text",
    [
        "สถจ.แพร่ ประกาศใช้แผนฯ กรณีอุทกภัย 21 ส.ค. 2569 08:26 น.",
        "น.ส.ศิริภรณ์ วังเกษร",
        "ว่าที่ ร.อ.ภูผา จันทร์งาม โทร 081 000 0003 ต่อ 11",
        "สำนักงาน ก.พ.ร. ภายใน 24 ชม. (ม.แพร่) 1.5 วัน 12/3",
        "ชุมนุมประท้วง/จลาจล",
        "Work From Home ผ่าน Zoom/Microsoft Team",
        "Reply 4172 to acknowledge, 0 if you cannot come. Report in at 08:26 on 21 Aug 2026.",
        "เวลา 14:05 ถึง 15:30 น.",
    ],
)
def test_thai_abbreviations_times_and_numbers_are_no_links_and_stay_as_they_are(text: str) -> None:
    assert not contains_link(text)
    assert without_links(text) == text


def test_a_link_is_taken_apart_and_the_rest_stays() -> None:
    assert without_links("อบต.ห้วยสมมุติ www.huai.go.th กรณีน้ำท่วม") == "อบต.ห้วยสมมุติ www huai go th กรณีน้ำท่วม"


_parts = st.sampled_from(
    ["http", "https", "tel", "mailto", ":", "/", "//", ".", "。", "．", "@", "www", "go", "th", "com", "ไทย", "แพร่",
     "10", "๑", "[", "]", "::", " ", "\u200b", "\u00ad", "\n", "ﬁ", "℡", "㏂", "…", "‥", "x", "-", "½",
     "⒈", "a", "①", "ｃ"]
)  # fmt: skip


@given(st.lists(_parts | st.characters(), max_size=14).map("".join))
def test_no_link_is_left_whatever_the_text(text: str) -> None:
    assert not contains_link(without_links(text))
