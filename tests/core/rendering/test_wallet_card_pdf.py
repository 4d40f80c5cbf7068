from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from phrom.core.plan.document import Plan
from phrom.core.plan.version_code import PrintedCode, read_code, version_code
from phrom.core.rendering.holder_duties import holders_of, report_within
from phrom.core.rendering.printing import Printing, PrintMark
from phrom.core.rendering.wallet_card_pdf import render_wallet_card_pdf
from phrom.core.values.duration import Duration
from tests.core.rendering.invented_office import BARE, FULL, pages_of, solid
from tests.core.rendering.test_call_tree_pdf import office

MILLIMETRE = 72 / 25.4


@pytest.fixture(scope="module")
def pdf(cache_dir: Path) -> bytes:
    return render_wallet_card_pdf(FULL, Printing(cache_dir=cache_dir, mark=PrintMark(version=3, draft=True)))


def texts_on(pdf: bytes, page: int, column: int, row: int) -> str:
    """What stands inside one card of a sheet, counted from the left and from above."""
    sheet = pypdfium2.PdfDocument(pdf)[page]
    left, top = (20 + 85 * column) * MILLIMETRE, (13.5 + 54 * row) * MILLIMETRE
    height = sheet.get_height()
    return solid(
        sheet.get_textpage().get_text_bounded(
            left, height - top - 54 * MILLIMETRE, left + 85 * MILLIMETRE, height - top
        )
    )


def test_everybody_in_the_team_has_a_card_with_whom_to_call_and_whom_to_tell(pdf: bytes) -> None:
    card = texts_on(pdf, 0, 1, 0)
    for words in ("ว่าที่ร.อ.ผู้ใหญ่ปี๊บดี", "โทรหาตามลำดับ", "หัวหน้าทีม2:น.ส.ฐานุชที่ดิน0812345003", "รายงานผลถึง",
                  "นายกู้เกียรติน้ำขึ้น0812345001"):  # fmt: skip
        assert words in card
    assert [holder.person for holder in holders_of(FULL)] == ["p-1", "p-2", "p-3", "p-4"]


def test_the_back_lies_behind_its_front_when_the_sheet_is_turned_over_the_long_edge(pdf: bytes) -> None:
    for place, name in ((0, "นายกู้เกียรติน้ำขึ้น"), (1, "ว่าที่ร.อ.ผู้ใหญ่ปี๊บดี"), (2, "น.ส.ฐานุชที่ดิน")):
        assert name in texts_on(pdf, 0, place % 2, place // 2)
        back = texts_on(pdf, 1, 1 - place % 2, place // 2)
        assert name in back
        assert "หน้าที่ของท่าน" in back


def test_the_back_says_where_to_report_what_to_do_and_the_emergency_numbers(pdf: bytes) -> None:
    back = texts_on(pdf, 1, 0, 0)
    for words in ("ไปรายงานตัวที่ภายใน24ชั่วโมง", "1.ศาลาประชาคม", "โทรแจ้งทีมงานทุกคน", "แจ้งเหตุให้ครบทุกคน", "1669"):
        assert words in back


def test_every_card_bears_a_qr_that_is_read_back_and_the_mark_of_a_draft(pdf: bytes) -> None:
    picture = pypdfium2.PdfDocument(pdf)[1].render(scale=4).to_pil().convert("L")
    found = [read_code(code.text) for code in zxingcpp.read_barcodes(picture)]
    assert found == [PrintedCode(version_code(FULL), 3)] * 4
    assert pages_of(pdf)[0].count("ร่าง") >= 4


def test_who_has_to_call_more_than_a_card_holds_gets_another_and_nobody_is_left_out(cache_dir: Path) -> None:
    plan = office(teams=1, members=30)
    text = solid("".join(pages_of(render_wallet_card_pdf(plan, Printing(cache_dir=cache_dir)))))
    assert "ใบที่2จาก4" in text
    assert all(f"081000{n:04}" in text for n in range(32))


def test_whoever_stands_in_knows_whom_to_call_then() -> None:
    deputy = next(holder for holder in holders_of(FULL) if holder.person == "p-3")
    assert deputy.roles == ("สำรองลำดับที่ 1 ของหัวหน้าทีม 1", "ทีมงาน ทีม 1", "หัวหน้าทีม 2")
    [(place, calls)] = deputy.stands_in
    assert place == "หัวหน้าทีม 1"
    assert [role.primary for _, role in calls] == ["p-4"]


def test_the_shortest_promise_to_report_in_is_told() -> None:
    assert report_within(FULL) == Duration.from_iso("PT24H")
    assert report_within(BARE) is None


def test_a_plan_without_a_team_gives_a_sheet_that_says_so(cache_dir: Path) -> None:
    [page] = pages_of(render_wallet_card_pdf(BARE, Printing(cache_dir=cache_dir)))
    assert "จึงยังไม่มีบัตร" in solid(page)


def test_practice_is_marked_on_every_card(cache_dir: Path) -> None:
    pages = pages_of(render_wallet_card_pdf(FULL, Printing(cache_dir=cache_dir, practice=True)))
    assert [solid(page).count("ซ้อมไม่ใช่เหตุจริง") for page in pages] == [4, 4]


def test_names_and_places_of_any_length_stay_on_their_card(cache_dir: Path) -> None:
    long = "กิตติธนัชพงศ์พิพัฒน์วรโชติ" * 5
    plan = Plan.model_validate(
        {
            "title": "แผน",
            "organisation": {"name": long},
            "people": [{"id": "p-1", "given_name": long, "phones_text": ["ไม่ทราบ " * 30]}],
            "continuity_team": {"head": {"primary": "p-1"}},
            "sites": [{"id": "site-1", "name": long}],
        }
    )
    pdf = render_wallet_card_pdf(plan, Printing(cache_dir=cache_dir))
    assert len(pypdfium2.PdfDocument(pdf)) == 2
    assert "1669" in texts_on(pdf, 1, 1, 0)
