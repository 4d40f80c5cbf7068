from pathlib import Path

import pypdfium2
import pytest

from phrom.core.plan.document import Plan, ResponsePhase
from phrom.core.rendering.phase_cards_pdf import render_phase_cards_pdf, responsible
from phrom.core.rendering.plan_words import PlanWords
from phrom.core.rendering.printing import Printing
from phrom.core.values.duration import Duration
from tests.core.rendering.invented_office import BARE, FULL, pages_of, solid


def pages(plan: Plan, cache_dir: Path) -> list[str]:
    return [solid(page) for page in pages_of(render_phase_cards_pdf(plan, Printing(cache_dir=cache_dir)))]


def with_phase(text: str, *, steps: int = 1, starts: str = "PT0H", ends: str | None = None) -> Plan:
    phase = {"id": "later", "name": "วันที่ 2-7", "starts": starts, "ends": ends,
             "steps": [{"id": f"later-{n}", "text": text} for n in range(steps)]}  # fmt: skip
    return FULL.model_copy(update={"response": (ResponsePhase.model_validate(phase),), "scenarios": ()})


def test_each_phase_and_each_stage_of_a_threat_has_its_own_card(cache_dir: Path) -> None:
    phase, onset, crisis, recovery = pages(FULL, cache_dir)
    assert "วันที่1(ภายใน24ชั่วโมง)" in phase
    assert "ตั้งแต่เกิดเหตุจนครบ24ชั่วโมง" in phase
    assert "1.แจ้งเหตุให้ครบทุกคน" in phase
    assert "อุทกภัย:เมื่อเริ่มมีเหตุการณ์" in onset
    assert "ต้องทำให้ทัน" in crisis
    assert "รายงานตัวภายใน24ชั่วโมงนับแต่ได้รับแจ้ง" in crisis
    assert "ขั้นตอน:ไม่ได้ระบุ" in recovery


def test_what_holds_throughout_stands_above_the_steps(cache_dir: Path) -> None:
    phase = FULL.response[0].model_copy(update={"rule": "คำนึงถึงความปลอดภัยของทุกคน"})
    [card] = pages(FULL.model_copy(update={"response": (phase,), "scenarios": ()}), cache_dir)
    assert "ตลอดห้วงเวลานี้:คำนึงถึงความปลอดภัยของทุกคน" in card
    assert card.index("คำนึงถึง") < card.index("1.แจ้งเหตุ")


def test_a_wall_shows_no_telephone_number_of_a_person(cache_dir: Path) -> None:
    assert "081-234-5003" not in "".join(pages(FULL, cache_dir))


def test_who_does_it_is_named_where_one_person_is_meant() -> None:
    say = PlanWords(FULL)
    step = FULL.response[0].steps[0]
    assert responsible(step.model_copy(update={"responsible": ("head", "team-1")}), FULL, say) == (
        "หัวหน้าคณะบริหารความต่อเนื่อง (นายกู้เกียรติ น้ำขึ้น)",
        "ทีม 1 (ว่าที่ ร.อ. ผู้ใหญ่ ปี๊บดี)",
    )
    assert responsible(step, FULL, say) == ("หัวหน้าทีมบริหารความต่อเนื่อง",)
    in_words = step.model_copy(update={"responsible": (), "responsible_text": "ผอ.ทุกกลุ่มงาน"})
    assert responsible(in_words, FULL, say) == ("ผอ.ทุกกลุ่มงาน",)


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [("PT24H", "PT168H", "ตั้งแต่24ชั่วโมงหลังเกิดเหตุจนครบ7วัน"), ("PT168H", None, "ตั้งแต่7วันหลังเกิดเหตุจนกลับสู่ภาวะปกติ")],
)
def test_the_phase_says_when_it_runs_in_days_where_hours_say_nothing(
    cache_dir: Path, starts: str, ends: str | None, words: str
) -> None:
    assert words in pages(with_phase("ติดตาม", starts=starts, ends=ends), cache_dir)[0]
    assert Duration.from_iso("PT168H").seconds == 7 * 86400


def test_steps_are_large_enough_for_two_metres(cache_dir: Path) -> None:
    for steps in (1, 30):
        document = pypdfium2.PdfDocument(
            render_phase_cards_pdf(with_phase("ยกของขึ้นที่สูงก่อนน้ำมา", steps=steps), Printing(cache_dir=cache_dir))
        )
        for page in document:
            for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
                _, low, _, high = text.get_bounds()
                if low > 65 and high < 842 - 110:  # between foot and band
                    size = pypdfium2.raw.c_float()
                    pypdfium2.raw.FPDFTextObj_GetFontSize(text.raw, size)
                    assert size.value * text.get_matrix().a >= 16


def test_a_step_longer_than_a_page_goes_on_and_loses_nothing(cache_dir: Path) -> None:
    words = [f"ข้อความที่{n}ครบ" for n in range(400)]
    found = pages(with_phase(" ".join(words)), cache_dir)
    assert len(found) > 1
    assert all(word in "".join(found) for word in words)


def test_a_plan_without_steps_gives_a_page_that_says_so(cache_dir: Path) -> None:
    [page] = pages(BARE, cache_dir)
    assert "แผนไม่ได้เขียนไว้ทั้งขั้นตอนตามห้วงเวลาและขั้นตอนแยกตามเหตุการณ์" in page
