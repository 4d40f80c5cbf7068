import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from docx.oxml import parse_xml
from hypothesis import given, settings

from phrom.core.plan.document import Plan
from phrom.core.rendering.plan_docx import render_plan_docx
from phrom.core.rendering.plan_pdf import plan_blocks
from phrom.core.rendering.printing import Printing
from tests.core.plan.strategies import plans
from tests.core.rendering.invented_office import FULL, solid
from tests.core.rendering.test_plan_pdf import texts_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLAIN = Printing(cache_dir=Path("unused"), version_label="ฉบับที่ 4", printed_at=datetime(2026, 8, 21, 7, 5, tzinfo=UTC))


def document(plan: Plan, against: Plan):  # type: ignore[no-untyped-def]
    content = render_plan_docx(plan, replace(PLAIN, against=against))
    return parse_xml(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))


def marked(body, change: str) -> list[str]:  # type: ignore[no-untyped-def]
    """The texts that are marked as come (ins) or gone (del)."""
    kind = "delText" if change == "del" else "t"
    found = ("".join(t.text or "" for t in mark.iter(f"{W}{kind}")) for mark in body.iter(f"{W}{change}"))
    return [text for text in found if text]


def settled(body, accept: bool) -> str:  # type: ignore[no-untyped-def]
    """The text behind the contents when every change is accepted, or refused."""
    text = []
    for element in body.iter(f"{W}t", f"{W}delText"):
        above = {parent.tag for parent in element.iterancestors()}
        if f"{W}{'del' if accept else 'ins'}" not in above and f"{W}hyperlink" not in above:
            text.append(element.text or "")
    return solid("".join(text))


def changed() -> Plan:
    process = FULL.processes[0].model_copy(update={"mtpd": None, "mtpd_text": "8 ชม."})
    return FULL.model_copy(update={
        "purposes": (*FULL.purposes, "เพื่อความมั่นใจ"),
        "processes": (process,),
        "sites": (*FULL.sites, FULL.sites[0].model_copy(update={"id": "site-2", "name": "โรงเรียนบ้านเหนือ"})),
    })  # fmt: skip


def test_what_came_and_what_went_is_marked_and_nothing_else() -> None:
    body = document(changed(), FULL)
    came, went = marked(body, "ins"), marked(body, "del")
    assert {"เพื่อความมั่นใจ", "โรงเรียนบ้านเหนือ", "8 ชม."} <= set(came)
    assert {"2. งานคลัง", "4 ชม."} <= set(went)
    assert "เทศบาลตำบลบ้านปี๊บ" not in "".join((*came, *went))


def test_the_changes_are_told_in_words_first() -> None:
    text = settled(document(changed(), FULL), accept=True)
    assert text.index(solid("สรุปการเปลี่ยนแปลง")) < text.index(solid("บทนำ"))
    assert solid("เพิ่มสถานที่ปฏิบัติงานสำรอง “โรงเรียนบ้านเหนือ”") in text


def test_two_plans_that_are_the_same_have_no_mark() -> None:
    body = document(FULL, FULL)
    assert marked(body, "ins") == marked(body, "del") == []
    assert solid("ไม่มีข้อความเปลี่ยนแปลง") in settled(body, accept=True)


def test_a_number_that_moved_up_is_no_change() -> None:
    body = document(FULL.model_copy(update={"processes": FULL.processes[1:]}), FULL)
    assert "1. งานคลัง" not in marked(body, "ins")


def test_every_mark_says_whose_and_when_and_has_its_own_number() -> None:
    body = document(changed(), FULL)
    marks = [*body.iter(f"{W}ins"), *body.iter(f"{W}del")]
    assert {mark.get(f"{W}author") for mark in marks} == {"ฉบับที่ 4"}
    assert {mark.get(f"{W}date") for mark in marks} == {"2026-08-21T07:05:00Z"}
    assert len({mark.get(f"{W}id") for mark in marks}) == len(marks)


@settings(max_examples=25, deadline=None)
@given(plans(), plans())
def test_accepting_gives_the_later_plan_and_refusing_the_earlier(before: Plan, after: Plan) -> None:
    body = document(after, before)
    for plan, accept in ((before, False), (after, True)):
        text = settled(body, accept=accept)
        words = [solid(re.sub(r"[^ก-ฺเ-๎A-Za-z]", "", line)) for b in plan_blocks(plan) for line in texts_of(b)]
        bare = re.sub(r"[^ก-ฺเ-๎A-Za-z]", "", text)
        assert [word for word in words if word not in bare] == []
