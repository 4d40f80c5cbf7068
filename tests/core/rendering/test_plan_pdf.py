from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from phrom.core.plan.document import Plan
from phrom.core.plan.version_code import shown, version_code
from phrom.core.rendering import typst_pdf
from phrom.core.rendering.blocks import Block, Chart, Listing, Signatures, Table
from phrom.core.rendering.plan_pdf import plan_blocks, render_plan_pdf
from phrom.core.rendering.typst_pdf import RenderingError
from tests.core.rendering.invented_office import BARE, FULL, pages_of, solid, solid_text_of

PRINTED_AT = datetime(2026, 8, 21, 7, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def full_pdf(cache_dir: Path) -> bytes:
    return render_plan_pdf(
        FULL, cache_dir=cache_dir, printed_at=PRINTED_AT, printed_by="นายกู้เกียรติ น้ำขึ้น", version_label="ฉบับที่ 3"
    )


def texts_of(block: Block) -> list[str]:
    if isinstance(block, Table):
        return [line for row in (*block.head, *block.rows) for cell in row for line in cell.lines]
    if isinstance(block, Listing):
        return list(block.items)
    if isinstance(block, Chart):
        return [text for box in (*block.above, *block.teams) for text in (box.role, *box.names)]
    if isinstance(block, Signatures):
        return [text for signer in block.signers for text in vars(signer).values() if text]
    return [block.text]


def test_every_word_of_the_plan_comes_back_from_the_pdf(full_pdf: bytes) -> None:
    text = solid_text_of(full_pdf)
    words = {word for block in plan_blocks(FULL) for line in texts_of(block) for word in line.split()}
    assert len(words) > 150
    assert [word for word in words if solid(word) not in text] == []


def test_coordinator_and_head_sign_the_plan_but_not_the_version_for_the_public(
    full_pdf: bytes, cache_dir: Path
) -> None:
    head = next(person for person in FULL.people if person.id == FULL.continuity_team.head.primary)
    page = next(page for page in map(solid, pages_of(full_pdf)) if "การเสนอและอนุมัติแผน" in page and "ผู้อนุมัติ" in page)
    assert f"({solid(head.full_name)})" in page
    assert "ลงชื่อ" not in solid_text_of(render_plan_pdf(FULL, cache_dir=cache_dir, public=True))


@pytest.mark.parametrize("word", ["ที่", "ผู้", "ปี๊บ", "ขึ้น", "กู้", "น้ำ", "ฐานุช", "หญิง", "นายกู้เกียรติ", "ว่าที่"])
def test_words_with_two_storeys_of_marks_are_not_doubled(word: str, full_pdf: bytes) -> None:
    text = solid_text_of(full_pdf)
    assert word in text
    assert word[:-1] + word not in text or len(word) < 4


def test_sections_stand_in_the_order_of_the_national_template(full_pdf: bytes) -> None:
    bookmarks = [item.get_title() for item in pypdfium2.PdfDocument(full_pdf).get_toc()]
    order = ["บทนำ", "วัตถุประสงค์", "สมมติฐาน", "การประเมินความเสี่ยง", "การประเมินผลกระทบ", "ทรัพยากรที่จำเป็น", "กลยุทธ์",
             "ขั้นตอนการบริหารความต่อเนื่องและ", "โครงสร้าง", "กระบวนการแจ้งเหตุ", "ขั้นตอนบริหารความต่อเนื่องแยก", "แบบตรวจสอบ",
             "Strategy Map"]  # fmt: skip
    places = [next(i for i, title in enumerate(bookmarks) if title.startswith(start)) for start in order]
    assert places == sorted(places)


def test_pages_are_numbered_between_dashes_from_the_second_on(full_pdf: bytes) -> None:
    first, *others = pages_of(full_pdf)
    assert "- 1 -" not in first
    for number, page in enumerate(others, start=2):
        assert f"-{number}-" in solid(page)
        assert solid(FULL.organisation.name) in solid(page), "the running title"


def test_it_says_who_printed_which_version_and_when(full_pdf: bytes) -> None:
    for page in pages_of(full_pdf):
        assert solid("พิมพ์เมื่อ 21 ส.ค. 2569 14:05 น. โดย นายกู้เกียรติ น้ำขึ้น") in solid(page)
        assert solid("ฉบับที่ 3") in solid(page)


def test_it_is_an_accessible_pdf_with_a_title(full_pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(full_pdf)
    assert document.get_metadata_value("Title") == f"{FULL.title} {FULL.organisation.name}"
    assert document.is_tagged()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in full_pdf


def test_phones_are_shown_as_people_read_them(full_pdf: bytes) -> None:
    assert "081 234 5001" in " ".join(pages_of(full_pdf))


def test_what_the_plan_lacks_is_said_and_not_invented(cache_dir: Path) -> None:
    text = solid_text_of(render_plan_pdf(BARE, cache_dir=cache_dir))
    for section in ("วัตถุประสงค์", "ความเสี่ยงและภัยคุกคาม", "กระบวนงาน", "กลยุทธ์", "คณะบริหารความต่อเนื่อง", "Strategy Map"):
        assert solid(f"แผนไม่ได้เขียนไว้: {section}") in text


def test_an_impact_that_was_not_assessed_is_neither_yes_nor_no() -> None:
    matrix = next(block for block in plan_blocks(FULL) if isinstance(block, Table) and len(block.head) == 2)
    flood, fire = matrix.rows
    assert [cell.mark or cell.lines for cell in flood[1:]] == [
        "tick", ("ไม่ได้ประเมิน",), ("ไม่ได้ประเมิน",), "dash", ("ไม่ได้ประเมิน",)
    ]  # fmt: skip
    assert {cell.lines for cell in fire[1:]} == {("ไม่ได้ประเมิน",)}


def test_practice_is_marked_on_every_page_and_in_the_title(cache_dir: Path) -> None:
    pdf = render_plan_pdf(FULL, cache_dir=cache_dir, practice=True)
    for page in pages_of(pdf):
        assert solid("การฝึกซ้อม ไม่ใช่เหตุจริง") in solid(page)
    assert pypdfium2.PdfDocument(pdf).get_metadata_value("Title").startswith("(ซ้อม)")


def test_a_real_document_is_not_marked_as_practice(full_pdf: bytes) -> None:
    assert "ไม่ใช่เหตุจริง" not in solid_text_of(full_pdf)


def test_the_public_version_has_no_telephone_number_not_even_in_running_text(cache_dir: Path, full_pdf: bytes) -> None:
    public = solid_text_of(render_plan_pdf(FULL, cache_dir=cache_dir, public=True))
    for number in ("0812345001", "0812345003", "081-234-5003", "0812345009"):
        assert number in solid_text_of(full_pdf)
        assert number not in public
    assert "นายกู้เกียรติ" not in public
    assert "ปลัดเทศบาล" in public


def test_thai_digits_are_used_throughout_if_the_office_chose_them(cache_dir: Path) -> None:
    pdf = render_plan_pdf(FULL, cache_dir=cache_dir, digits="thai", printed_at=PRINTED_AT, version_label="ฉบับที่ 3")
    text = solid_text_of(pdf).replace(shown(version_code(FULL)), "")  # a code is typed as it is printed
    for words in ("๒๕๖๗", "-๒-", "๐๘๑๒๓๔๕๐๐๑", "๒๑ส.ค.๒๕๖๙๑๔:๐๕น.", "๒๔ชั่วโมง"):
        assert words in text
    assert not any(digit in text for digit in "0123456789")


HOSTILE = ["#panic()", "*x*", "- a", "$x$", "@ref", "\\n\\", "= b", "+ c", "`d`", "<e>", "_f_", "/* g */",
           "// h", '#sys.inputs "q"', "--- ~ ...", "https://i.example", "{[(", "'j'",
           "#let k = read(\"/etc/passwd\")"]  # fmt: skip


def test_nothing_in_a_plan_is_taken_for_markup(cache_dir: Path) -> None:
    plan = Plan.model_validate(
        {
            "title": HOSTILE[0],
            "organisation": {"name": HOSTILE[1], "address": HOSTILE[2]},
            "purposes": HOSTILE,
            "people": [{"id": f"p-{i}", "given_name": name} for i, name in enumerate(HOSTILE)],
            "continuity_team": {
                "coordinator": {"primary": "p-0"},
                "teams": [
                    {"id": f"t-{i}", "name": name, "leader": {"primary": f"p-{i}"}} for i, name in enumerate(HOSTILE)
                ],
            },
            "threats": [{"id": f"threat-{i}", "name": name} for i, name in enumerate(HOSTILE)],
            "strategies": [{"area": "people", "actions": HOSTILE}],
        }
    )
    pdf = render_plan_pdf(plan, cache_dir=cache_dir, printed_by="#panic()", version_label="*v*")
    text = solid_text_of(pdf)
    assert [name for name in HOSTILE if solid(name) not in text] == []


def test_a_letter_that_no_font_has_does_not_hold_the_plan_back(cache_dir: Path) -> None:
    plan = Plan.model_validate({"title": "แผน 火災 \U0001f525 \uf050 \x00\x07", "organisation": {"name": "ก"}})
    assert len(pages_of(render_plan_pdf(plan, cache_dir=cache_dir))) > 2


def test_a_very_long_word_or_row_does_not_stop_the_printing(cache_dir: Path) -> None:
    plan = Plan.model_validate(
        {
            "title": "ก" * 300,
            "organisation": {"name": "นาย" + "ข" * 200},
            "strategies": [{"area": "people", "actions": ["ยาวมาก " * 1500]}],
        }
    )
    text = solid_text_of(render_plan_pdf(plan, cache_dir=cache_dir))
    assert text.count("ยาว") == text.count("มาก") == 1500


def test_the_same_plan_gives_the_same_bytes(full_pdf: bytes, cache_dir: Path) -> None:
    again = render_plan_pdf(
        FULL, cache_dir=cache_dir, printed_at=PRINTED_AT, printed_by="นายกู้เกียรติ น้ำขึ้น", version_label="ฉบับที่ 3"
    )
    assert again == full_pdf


def test_a_warning_of_typst_is_a_failure(cache_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst_pdf, "TEMPLATES", tmp_path)
    (tmp_path / "odd.typ").write_text('#set document(title: "t")\n#set text(font: "No Such Font", lang: "th")\nก')
    with pytest.raises(RenderingError, match="font"):
        typst_pdf.compile_pdf("odd.typ", {}, cache_dir=cache_dir, printed_at=None)
