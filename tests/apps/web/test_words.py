"""Numbers, times, telephone numbers and Thai line breaks as people read them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation

from phrom.core.values.thai_breaking import NO_BREAK_SPACE
from phrom.web import words
from phrom.web.shapes import CHIPS, SHAPES
from phrom.web.templatetags.phrom_frame import nav_links, page_mode
from phrom.web.thai_text import unbroken


def _rendered(text: str, **context: object) -> str:
    return Template("{% load phrom_ui %}" + text).render(Context(context))


def test_days_are_in_the_buddhist_era_in_thai_and_the_christian_in_english() -> None:
    assert words.day_words(date(2026, 8, 21)) == "21 ส.ค. 2569"
    with translation.override("en"):
        assert words.day_words(date(2026, 8, 21)) == "21 Aug 2026"


def test_a_moment_is_told_in_the_time_of_the_office() -> None:
    late = datetime(2026, 8, 20, 17, 30, tzinfo=UTC)  # half past midnight in Bangkok
    assert words.moment_words(late) == "21 ส.ค. 2569 00:30 น."
    with translation.override("en"):
        assert words.moment_words(late) == "21 Aug 2026 00:30"


@pytest.mark.parametrize(
    ("span", "full", "short"),
    [
        (timedelta(hours=1, minutes=25), "1 ชั่วโมง 25 นาที", "1 ชม. 25 นาที"),
        (timedelta(days=2, hours=19, minutes=5), "2 วัน 19 ชั่วโมง", "2 วัน 19 ชม."),
        (timedelta(seconds=59), "0 นาที", "0 นาที"),
        (timedelta(days=1), "1 วัน", "1 วัน"),
        (timedelta(seconds=-5), "0 นาที", "0 นาที"),
    ],
)
def test_a_span_is_its_two_largest_units(span: timedelta, full: str, short: str) -> None:
    assert words.span_words(span) == full
    assert words.span_words(span, short=True) == short


@pytest.mark.parametrize(
    ("number", "shown", "masked"),
    [
        ("0810000003", "081 000 0003", "081 ••• ••03"),
        ("081-000-0003", "081 000 0003", "081 ••• ••03"),
        ("+66810000003", "081 000 0003", "081 ••• ••03"),
        ("053000003", "053 000 003", "053 ••• •03"),
        ("021234567", "02 123 4567", "02 1•• ••67"),
        ("1669", "1669", "1••9"),
    ],
)
def test_a_number_is_grouped_and_masked(number: str, shown: str, masked: str) -> None:
    assert words.phone_words(number) == shown
    assert words.masked_phone_words(number) == masked


def test_a_number_is_masked_unless_it_may_be_seen() -> None:
    assert "081 ••• ••03" in _rendered("{% phone n %}", n="0810000003")
    assert "081 000 0003" in _rendered("{% phone n True %}", n="0810000003")


def test_given_and_family_name_are_each_kept_whole() -> None:
    said = unbroken("รอ นางอรพร ไม้ไสว ตอบ")
    assert said == 'รอ <span class="nb">นางอรพร</span> <span class="nb">ไม้ไสว</span> ตอบ'


@pytest.mark.parametrize("office", ["นายกเทศมนตรี", "นายอำเภอ", "นายช่างโยธา"])
def test_an_office_is_not_taken_for_a_name(office: str) -> None:
    assert "นาย" in unbroken(office)
    assert f'<span class="nb">{office}</span>' not in unbroken(office)


def test_numbers_stay_with_their_units() -> None:
    assert unbroken("อีก 3 วัน") == f'อีก <span class="nb">3{NO_BREAK_SPACE}วัน</span>'
    assert unbroken("ทีม 3 โทร") == f'<span class="nb">ทีม{NO_BREAK_SPACE}3</span> โทร'


def test_text_from_people_is_escaped() -> None:
    assert unbroken("<script>นายดี ใจงาม") == (
        '&lt;script&gt;<span class="nb">นายดี</span> <span class="nb">ใจงาม</span>'
    )
    assert "<b>" not in _rendered("{% chip 'told' t %}", t="<b>x")


def test_every_state_has_a_shape_a_word_and_a_colour_class() -> None:
    for state, (shape, _colour) in CHIPS.items():
        assert shape in SHAPES
        chip = _rendered("{% chip s 'คำ' %}", s=state)
        assert "<svg" in chip
        assert 'aria-hidden="true"' in chip
        assert ">คำ<" in chip


def test_the_mode_is_that_of_the_incident_and_everyday_without_one() -> None:
    assert page_mode(Context({})) == "everyday"
    assert page_mode(Context({"incident_nav": {"mode": "practice"}})) == "practice"
    assert page_mode(Context({"mode": "unheard-of"})) == "everyday"


def test_in_an_incident_the_links_are_the_incidents() -> None:
    links = [{"url": "/incidents/1/", "label": "กระดาน"}, {"url": "/incidents/1/calls/", "label": "แจ้งเหตุ"}]

    class Request:
        path = "/incidents/1/calls/7/"
        COOKIES: dict[str, str] = {}  # noqa: RUF012 - as Django's

    shown = nav_links(Context({"incident_nav": {"links": links, "mode": "real"}, "request": Request()}))
    assert [(link["label"], link["current"]) for link in shown] == [("กระดาน", False), ("แจ้งเหตุ", True)]


def test_a_practice_is_marked_in_every_row_of_people() -> None:
    row = "{% person 'นายวรนันท์ เพียรคุณ' 'ทีม 3' 'unreachable' 'ติดต่อไม่ได้' %}"
    assert "ซ้อม" in _rendered(row, mode="practice")
    assert "ซ้อม" not in _rendered(row, mode="real")


def test_a_clock_row_counts_only_with_a_deadline() -> None:
    row = "{% clock_row 'งาน' 'stopped' 'หยุด' 0.8 '1 ชม.' 'จาก 6 ชม.' deadline=end started=begin %}"
    begin = datetime(2026, 8, 21, 1, 0, tzinfo=UTC)
    running = _rendered(row, begin=begin, end=begin + timedelta(hours=6))
    assert "data-clock" in running
    assert 'class="clock hot"' in running
    assert "data-clock" not in _rendered(row, begin=None, end=None)
