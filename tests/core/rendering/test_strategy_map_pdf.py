from pathlib import Path

import pytest

from phrom.core.plan.document import Plan
from phrom.core.rendering.printing import Printing, PrintMark
from phrom.core.rendering.strategy_map_pdf import render_strategy_map_pdf, systems_of
from phrom.core.values.thai_text import shortened
from tests.core.rendering.invented_office import BARE, FULL, pages_of, solid

LONG = "จัดเตรียมสถานที่ปฏิบัติงานสำรองนอกพื้นที่ให้พร้อมใช้งานภายใน 24 ชั่วโมง โทร 081-234-5003 " * 6


def page(plan: Plan, cache_dir: Path, mark: PrintMark | None = None) -> str:
    """The text of the one page that there must be."""
    printing = Printing(cache_dir=cache_dir, mark=mark or PrintMark())
    [only] = pages_of(render_strategy_map_pdf(plan, printing))
    return solid(only)


def crowded(processes: int) -> Plan:
    names = [(n, f"{LONG} {n}", f"P{processes - n}D") for n in range(processes)]
    return Plan.model_validate(
        {
            "title": "แผน",
            "organisation": {"name": "กรมตัวอย่าง"},
            "processes": [{"id": f"process-{n}", "name": name, "mtpd": mtpd} for n, name, mtpd in names],
            "strategies": [{"area": "people", "actions": [LONG] * 20}],
            "strategy_map": {"missions": [LONG] * 20, "authorities": ["W" * 400] * 9, "systems": [LONG] * 30},
        }
    )  # fmt: skip


def test_the_map_leads_from_missions_over_processes_and_systems_to_the_strategies(cache_dir: Path) -> None:
    text = page(FULL, cache_dir)
    words = ["พันธกิจ", "1.บริการประชาชน", "4ชม.", "1.งานรับแจ้งเหตุ", "3วัน", "ระบบสารบรรณ", "บุคลากรหลัก", "สลับชุด"]
    assert all(word in text for word in words)
    assert text.index("พันธกิจ") < text.index("4ชม.") < text.index("ระบบสารบรรณ") < text.index("สลับชุด")


def test_what_the_map_leaves_out_comes_from_the_tables_of_the_plan(cache_dir: Path) -> None:
    text = page(FULL, cache_dir)
    assert "ใช้ศาลาประชาคม" in text, "a strategy of an area that the map is silent about"
    assert "ไปที่ใด(ตามลำดับ)ศาลาประชาคม" in text
    assert "ผู้รับผิดชอบสำนักปลัด" in text
    assert systems_of(FULL) == ("Zoom",)


def test_an_empty_plan_gives_the_form_that_says_what_is_missing(cache_dir: Path) -> None:
    assert page(BARE, cache_dir).count("ไม่ได้ระบุ") >= 9


@pytest.mark.parametrize("processes", [12, 300])
def test_however_much_there_is_it_stays_one_page_and_counts_what_it_leaves_out(cache_dir: Path, processes: int) -> None:
    text = page(crowded(processes), cache_dir)
    assert "ข้อดูในแผน" in text
    assert ("กระบวนการที่หยุดได้นานกว่า" in text) == (processes == 300), "processes are left out last of all"
    assert "081-234-5003" not in text, "a map hangs where everybody sees it"


def test_of_too_many_processes_the_most_urgent_are_shown(cache_dir: Path) -> None:
    text = page(crowded(300), cache_dir)
    assert "1วัน300." in text
    assert "300วัน" not in text


def test_a_draft_says_so(cache_dir: Path) -> None:
    assert "(ร่าง)BCPStrategyMap" in page(FULL, cache_dir, PrintMark(draft=True))


def test_a_text_is_cut_at_a_blank_or_else_between_syllables() -> None:
    assert shortened("กำหนด ตัวบุคลากร", 30) == "กำหนด ตัวบุคลากร"
    assert shortened("สถานที่สำรอง นอกพื้นที่สนามกีฬา", 15) == "สถานที่สำรอง …"
    for longest in range(2, 12):
        cut = shortened("เเปี่ยมน้ำใจเที่ยง", longest)
        assert cut.endswith("…")
        assert not set(cut[-2:-1]) & set("เแโใไ")
    assert shortened("น้ำน้ำน้ำ", 4) == "น้ำ…"
