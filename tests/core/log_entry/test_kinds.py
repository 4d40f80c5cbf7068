"""The closed list of log kinds and what their entries say."""

import re
from collections import Counter

import pytest

from phrom.core.log_entry.kind import log_kind
from phrom.core.log_entry.kinds import (
    KINDS,
    LISTS,
    MissingLogFieldError,
    UnknownLogKindError,
    require_loggable,
    sentence,
)

HAND_OVER = {
    "from_name": "ว่าที่ ร.อ.ภูผา จันทร์งาม",
    "to_name": "น.ส.ปิยนันท์ กล้าสุข",
    "reason": "silent",
    "place": {"th": "หัวหน้าทีม 4", "en": "leader of team 4"},
    "slot": "team-4/leader",
}


def test_no_kind_is_listed_twice() -> None:
    names = Counter(kind.name for kinds in LISTS for kind in kinds)
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_says_all_its_fields_in_both_languages(name: str) -> None:
    data = {field: f"‹{field}›" for field in KINDS[name].fields}
    for language in ("th", "en"):
        said = sentence(name, data, "th" if language == "th" else "en")
        assert all(value in said for value in data.values())
        assert "{" not in said
    thai = re.sub(r"‹\w+›", "", sentence(name, data, "th"))
    assert re.search("[ก-๙]", thai) or set(thai) <= set(": "), "a Thai sentence without Thai"


def test_the_hand_over_is_said_in_the_readers_language() -> None:
    assert sentence("call.handed_to_alternate", HAND_OVER, "th") == (
        "ว่าที่ ร.อ.ภูผา จันทร์งาม ไม่ตอบ จึงแจ้ง น.ส.ปิยนันท์ กล้าสุข ให้ปฏิบัติหน้าที่แทน หัวหน้าทีม 4"
    )
    assert sentence("call.handed_to_alternate", HAND_OVER, "en").endswith("is called to act as leader of team 4")


def test_codes_become_words_and_unknown_codes_stay() -> None:
    data = {"person_name": "นายพนม", "via": "sms"}
    assert sentence("call.acknowledged", data, "th") == "นายพนม รับทราบ (SMS)"
    assert sentence("call.acknowledged", {**data, "via": "pigeon"}, "en") == "นายพนม acknowledged (pigeon)"
    assert sentence("call.sent", {"person_name": "นายพนม", "channel": "sms"}, "th") == "ส่งข้อความถึง นายพนม ทาง SMS แล้ว"


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    data = {"person_name": "นายพนม", "caller_name": None, "reason": "no_channel"}
    assert "ไม่ทราบ" in sentence("call.listed_for_caller", data, "th")
    assert "unknown" in sentence("call.listed_for_caller", data, "en")


def test_data_cannot_bring_their_own_fields() -> None:
    assert sentence("note.written", {"text": "{secret} {0}"}, "th") == "{secret} {0}"


def test_an_unknown_kind_cannot_be_logged() -> None:
    with pytest.raises(UnknownLogKindError, match=r"call\.forgotten"):
        sentence("call.forgotten", {}, "th")


def test_a_missing_field_is_an_error_that_names_it() -> None:
    with pytest.raises(MissingLogFieldError, match="place, reason"):
        require_loggable("call.handed_to_alternate", {"from_name": "a", "to_name": "b"})


def test_a_kind_needs_a_proper_name_and_the_same_fields_in_both_languages() -> None:
    with pytest.raises(ValueError, match=r"thing\.past_participle"):
        log_kind("note", "Call", "ก", "a")
    with pytest.raises(ValueError, match="same fields"):
        log_kind("note", "call.made", "{name}", "{person}")


def test_a_last_field_that_was_left_empty_is_not_said() -> None:
    done = {"person_name": "นายหก", "task": "ตัดไฟ", "note": "-"}
    assert sentence("task.done", done, "th") == "นายหก ทำงานเสร็จ: ตัดไฟ"
    approved = {"by": "นายหนึ่ง", "matter": "spending", "question": "เช่าเรือ", "remark": "-"}
    assert sentence("decision.approved", approved, "th").endswith("เช่าเรือ")
    assert sentence("decision.approved", approved, "en").endswith("เช่าเรือ")
    assert sentence("decision.approved", approved | {"remark": "ไม่มีเรือของเรา"}, "th").endswith("เหตุผล: ไม่มีเรือของเรา")
