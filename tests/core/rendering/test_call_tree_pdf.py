from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from phrom.core.plan.document import Plan
from phrom.core.rendering.call_tree_pdf import render_call_tree_pdf
from phrom.core.rendering.printing import Printing
from tests.core.rendering.invented_office import BARE, FULL, pages_of, solid


def office(teams: int, members: int) -> Plan:
    """Head, coordinator, and teams of a leader with an alternate and so many members."""
    people: list[dict[str, Any]] = [
        {"id": f"p-{n}", "title": "นาย", "given_name": "สมมุติ", "family_name": f"คนที่{n}", "phones": [f"+6681{n:07}"]}
        for n in range(teams * (members + 1) + 2)
    ]
    return Plan.model_validate(
        {
            "title": "แผน",
            "organisation": {"name": "เทศบาลเมืองตัวอย่าง"},
            "people": people,
            "continuity_team": {
                "head": {"primary": people[-1]["id"]},
                "coordinator": {"primary": people[-2]["id"]},
                "teams": [
                    {
                        "id": f"team-{t}",
                        "name": f"ทีม {t + 1}",
                        "leader": {"primary": f"p-{t * (members + 1)}", "alternates": [f"p-{t * (members + 1) + 1}"]},
                        "members": [{"primary": f"p-{t * (members + 1) + m}"} for m in range(1, members + 1)],
                    }
                    for t in range(teams)
                ],
            },
        }
    )


def printed(plan: Plan, cache_dir: Path) -> bytes:
    return render_call_tree_pdf(plan, Printing(cache_dir=cache_dir))


def smallest_letters(pdf: bytes, page: int = 0) -> float:
    """Height of the em of the smallest text on the page, in points; the foot and its like are left out."""
    found = pypdfium2.PdfDocument(pdf)[page]
    sizes: list[float] = []
    for text in found.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
        size = pypdfium2.raw.c_float()
        pypdfium2.raw.FPDFTextObj_GetFontSize(text.raw, size)
        if text.get_bounds()[1] > 65:  # the foot is 23 mm high
            sizes.append(size.value * text.get_matrix().a)
    return min(sizes)


def test_everybody_with_number_and_box_is_on_one_page(cache_dir: Path) -> None:
    [page] = (solid(page) for page in pages_of(printed(FULL, cache_dir)))
    for words in ("นายกู้เกียรติน้ำขึ้น0812345001", "สำรอง:น.ส.ฐานุชที่ดิน0812345003", "หัวหน้า:ว่าที่ร.อ.ผู้ใหญ่ปี๊บดี"):
        assert words in page


def test_a_place_without_anybody_is_shown_empty_and_a_person_without_number_is_told(cache_dir: Path) -> None:
    assert solid(pages_of(printed(BARE, cache_dir))[0]).count("ไม่ได้ระบุ") == 3
    people = [person.model_copy(update={"phones": (), "phones_text": ()}) for person in FULL.people]
    assert "ไม่มีเบอร์" in solid(pages_of(printed(FULL.model_copy(update={"people": tuple(people)}), cache_dir))[0])


@pytest.mark.parametrize(("teams", "members"), [(1, 1), (1, 16), (5, 6), (12, 4)])
def test_sixty_people_in_any_shape_fit_one_page_in_letters_that_can_be_read(
    cache_dir: Path, teams: int, members: int
) -> None:
    pdf = printed(office(teams, members), cache_dir)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    assert smallest_letters(pdf) >= 8.9


def test_too_many_for_one_page_go_down_to_the_leaders_and_the_teams_follow(cache_dir: Path) -> None:
    first, *others = (solid(page) for page in pages_of(printed(office(14, 12), cache_dir)))
    assert first.count("ทีมงาน12คน") == 14
    assert "0810000013" in first, "the second team's leader"
    assert "0810000005" not in first, "a member"
    everybody = "".join(others)
    assert all(f"081000{n:04}" in everybody for n in range(14 * 13))
