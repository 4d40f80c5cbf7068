from hypothesis import given
from hypothesis import strategies as st

from phrom.core.plan.document import Plan
from phrom.core.plan.text_form import dump_plan, load_plan
from phrom.core.plan.version_code import PrintedCode, is_whole, qr_text, read_code, shown, version_code

PLAN = Plan.model_validate(
    {
        "title": "แผนบริหารความต่อเนื่ององค์การ",
        "organisation": {"name": "เทศบาลตำบลบ้านปี๊บ"},
        "people": [{"id": "p-1", "given_name": "กู้เกียรติ", "phones": ["+66812345001"]}],
    }
)
CODE = version_code(PLAN)
characters = st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_the_same_plan_has_the_same_code_after_saving_and_loading() -> None:
    assert is_whole(CODE)
    assert version_code(load_plan(dump_plan(PLAN))) == CODE
    assert version_code(Plan.model_validate_json(PLAN.model_dump_json())) == CODE


def test_one_changed_telephone_number_gives_another_code() -> None:
    data = PLAN.model_dump(mode="json")
    data["people"][0]["phones"] = ["+66812345002"]
    assert version_code(Plan.model_validate(data)) != CODE


def test_the_qr_gives_back_code_version_and_copy() -> None:
    assert read_code(qr_text(CODE, 3, 2)) == PrintedCode(CODE, 3, 2)
    assert read_code(qr_text(CODE)) == PrintedCode(CODE)


def test_a_typed_code_is_understood_as_people_write_it() -> None:
    by_hand = "".join({"0": "o", "1": "l"}.get(letter, letter.lower()) for letter in CODE)
    thai = CODE.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    for typed in (shown(CODE), CODE, f"  รหัส {shown(by_hand)} ครับ", f"{CODE[:3]} {CODE[3:6]} {CODE[6:]}", thai):
        assert read_code(typed) == PrintedCode(CODE), typed


def test_what_is_no_code_is_none() -> None:
    for typed in ("", "ฉบับที่ 3", "081 234 5001", "PHROM1:", "PHROM1:ILOILOILO::", "A" * 5000):
        assert read_code(typed) is None, typed


@given(st.integers(0, 8), characters)
def test_one_misread_character_is_noticed(place: int, other: str) -> None:
    misread = CODE[:place] + other + CODE[place + 1 :]
    assert (read_code(misread) is None) == (misread != CODE)


@given(st.text())
def test_any_text_is_read_without_falling(text: str) -> None:
    found = read_code(text)
    assert found is None or is_whole(found.code)
