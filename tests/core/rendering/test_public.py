import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from phrom.core.plan.document import Person, Plan, Role
from phrom.core.plan.version_code import shown, version_code
from phrom.core.rendering.plan_pdf import plan_blocks, render_plan_pdf
from phrom.core.rendering.public import public_plan
from phrom.core.values.thai_number import thai_digits
from phrom.core.values.thai_text import arabic_digits
from tests.core.plan.strategies import plans
from tests.core.rendering.invented_office import FULL, solid_text_of
from tests.core.rendering.test_plan_pdf import texts_of

numbers = st.one_of(
    st.integers(0, 99_999_999).map(lambda n: f"08{n:08d}"), st.integers(0, 9_999_999).map(lambda n: f"05{n:07d}")
)
notations = st.sampled_from([
    lambda n: n, lambda n: f"{n[:3]}-{n[3:6]}-{n[6:]}", lambda n: f"{n[:3]} {n[3:6]} {n[6:]}", thai_digits,
    lambda n: f"+66{n[1:]}", lambda n: f"+66 (0) {n[1:3]} {n[3:]}", lambda n: f"({n[:3]}) {n[3:]}",
    lambda n: f"{n} ต่อ 12",
    lambda n: f"{n[:3]}.{n[3:6]}.{n[6:]}", lambda n: " – ".join((n[:3], n[3:6], n[6:])), lambda n: f"{n}/{n[-1]}",
])  # fmt: skip
sentences = st.sampled_from(["โทร {} ทันที", "แจ้ง{}", "{}", "ติดต่อ (โทร.{})", "โทรสาร {}", "เบอร์ {}, สำรอง 1669"])


def printed(plan: Plan) -> str:
    """All words of the public version, in Arabic digits, without what parts digits."""
    blocks = plan_blocks(public_plan(plan), public=True)
    return "\n".join(arabic_digits(text) for block in blocks for text in texts_of(block))


@settings(max_examples=120, deadline=None)
@given(plans(), st.lists(st.tuples(numbers, notations, sentences), min_size=1, max_size=5), st.data())
def test_no_number_or_address_of_anybody_is_in_the_public_version(
    plan: Plan, found: list[tuple[str, object, str]], data: st.DataObject
) -> None:
    texts = tuple(sentence.format(notation(number)) for number, notation, sentence in found)  # type: ignore[operator]
    people = tuple(
        Person(
            id=f"public-{i}",
            given_name="สมชาย",
            family_name="ใจดีมาก",
            phones=(f"+66{number[1:]}",) if data.draw(st.booleans()) else (),
            phones_text=(texts[i],),
            email=f"somchai{i}@example.go.th",
            line_id=f"line-of-{i}",
        )
        for i, (number, _, _) in enumerate(found)
    )
    told = (*texts, "ส่งที่ somchai0@example.go.th หรือ LINE line-of-0", "ให้นายสมชาย  ใจดีมากไป")
    plan = plan.model_copy(update={"people": (*plan.people, *people), "purposes": told, "assumptions": texts})
    plan = plan.model_copy(
        update={"continuity_team": plan.continuity_team.model_copy(update={"head": Role(primary="public-0")})}
    )
    text = printed(plan)
    digits = re.sub(r"[\s().\-–—+/]", "", text)
    assert [number for number, _, _ in found if number[1:] in digits] == []
    assert "@example.go.th" not in text
    assert "line-of-" not in text
    assert "ใจดีมาก" not in text


def test_posts_stay_names_go() -> None:
    text = printed(FULL)
    assert "ปลัดเทศบาล" in text
    assert "บุคลากรตามคำสั่งของหน่วยงาน" in text
    assert [name for name in ("กู้เกียรติ", "ปี๊บดี", "ฐานุช", "ใจสู้") if name in text] == []


def test_names_inside_sentences_become_posts() -> None:
    plan = FULL.model_copy(update={"purposes": ("ให้นายกู้เกียรติ  น้ำขึ้น แจ้งว่าที่ ร.อ. ผู้ใหญ่ ปี๊บดี",)})
    assert public_plan(plan).purposes == ("ให้ปลัดเทศบาล แจ้งบุคลากรตามคำสั่งของหน่วยงาน",)


def test_a_post_with_a_number_or_a_backslash_in_it_does_no_harm() -> None:
    people = (FULL.people[0].model_copy(update={"position": r"ปลัด \d (081-234-5001)"}), *FULL.people[1:])
    plan = FULL.model_copy(update={"people": people, "purposes": ("แจ้งนายกู้เกียรติ น้ำขึ้น",)})
    assert public_plan(plan).purposes == (r"แจ้งปลัด \d (ไม่เผยแพร่หมายเลข))",)


def test_what_the_public_may_call_and_other_figures_stay() -> None:
    told = ("โทร 1669 หรือที่ทำการ 054 511 999", "งบประมาณ 12,500,000 บาท ปี 2567", "หนังสือที่ 0023.4/ว 1234")
    assert public_plan(FULL.model_copy(update={"purposes": told})).purposes == told


def test_references_still_lead_somewhere() -> None:
    shown = public_plan(FULL)
    assert [person.id for person in shown.people] == [person.id for person in FULL.people]
    assert shown.continuity_team == FULL.continuity_team
    assert shown.processes == FULL.processes


def test_the_printed_version_for_the_public_has_none_of_it(cache_dir: Path) -> None:
    office = FULL.organisation.model_copy(update={"name": "เทศบาล (081 234 5002)"})
    plan = FULL.model_copy(
        update={
            "title": "แผนฯ โทร 081-234-5001",
            "organisation": office,
            "purposes": ("แจ้งนายกู้เกียรติ น้ำขึ้น ๐๘๑ ๒๓๔ ๕๐๐๒",),
        }
    )
    pdf = render_plan_pdf(plan, cache_dir=cache_dir, public=True, printed_by="นายกู้เกียรติ น้ำขึ้น")
    text = solid_text_of(pdf)
    assert shown(version_code(plan)) in text, "its code is that of the plan"
    assert "เผยแพร่" in text
    assert [told for told in ("2345001", "๒๓๔๕๐๐๒", "2345009", "กู้เกียรติ", "081-234") if told in text] == []
