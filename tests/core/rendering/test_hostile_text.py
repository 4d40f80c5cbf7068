"""Whatever stands in a plan is text in every document: nothing runs, nothing is fetched, no neighbour is disturbed."""

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from phrom.core.plan.document import Plan
from phrom.core.plan.masked import masked_plan
from phrom.core.plan.text_form import load_plan
from phrom.core.plan.tree import plain_plan
from phrom.core.rendering.documents import DOCUMENTS, PDF
from phrom.core.rendering.printing import Printing
from tests.core.rendering.invented_office import FULL, pages_of, solid, solid_text_of
from tests.core.rendering.test_plan_pdf import HOSTILE as OF_TYPST
from tests.core.rendering.test_pocket import Page

OVERRIDE = "\u202e"  # turns round what follows it, to the end of the line
SHORT = [*OF_TYPST, "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</w:t></w:r>", "]]>", "&amp;",
         "=HYPERLINK(\"http://x\")", "+1+1", "@SUM(1)", "=cmd|'/c calc'!A0", "{{ x }}{% load x %}",
         "javascript:alert(1)", "\x00\x07\x1b[2Jคุม", f"{OVERRIDE}กลับ", "\u2066แยก", "مرحبا", "שלום", "👩\u200d🚒",
         "\ufffe\uffff", "ํ่้๊" * 20]  # fmt: skip
LONG = [*[""] * 9, "ก" * 2000, "W" * 1000]
FREE = {"title", "name", "parent", "address", "given_name", "family_name", "position", "text", "details", "actions",
        "purposes", "assumptions", "service", "mtpd_text", "impact_text", "missions", "systems", "task"}  # fmt: skip
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def spoilt(plan: Plan, texts: list[str]) -> Plan:
    """The plan with one of the texts behind each of its own, in turn."""
    count = 0

    def walk(value: Any, name: str) -> Any:
        nonlocal count
        if isinstance(value, dict):
            return {key: walk(inner, key) for key, inner in value.items()}
        if isinstance(value, list):
            return [walk(inner, name) for inner in value]
        if name in FREE and isinstance(value, str):
            count += 1
            return f"{value} {texts[count % len(texts)]}"
        return value

    return Plan.model_validate(walk(plain_plan(plan), "") | {"purposes": texts})


SPOILT, STRETCHED = spoilt(FULL, SHORT), spoilt(FULL, LONG)


def printing(cache_dir: Path) -> Printing:
    return Printing(cache_dir=cache_dir, printed_by=SHORT[0], version_label=f"{OVERRIDE}<b>*v*</b>", reader="p-2")


@pytest.mark.parametrize("name", [name for name, form in DOCUMENTS.items() if form.content_type == PDF])
def test_a_pdf_does_nothing_and_every_number_keeps_its_order(name: str, cache_dir: Path) -> None:
    pdf = DOCUMENTS[name].render(SPOILT, printing(cache_dir))
    inside = pdf + b"".join(unpacked(found[1]) for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S))
    assert not re.search(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|OpenAction|AA|SubmitForm|URI)\b", inside)
    assert not INVISIBLE.search("".join(pages_of(pdf)).replace("\x02", "")), "\\x02: a word broken at the end of a line"
    text = solid_text_of(pdf)
    numbers = {"0812345001", "0812345002", "0812345003"}
    if DOCUMENTS[name].numbers:
        assert numbers - {number for number in numbers if number in text} == set()
    else:
        assert not [number for number in numbers if number in text or number[::-1] in text]


def unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_length_holds_a_document_back(name: str, cache_dir: Path) -> None:
    content = DOCUMENTS[name].render(STRETCHED, printing(cache_dir))
    assert 0 < len(content) < 10_000_000


def test_a_word_file_has_only_our_own_elements_and_leads_nowhere(cache_dir: Path) -> None:
    usual, package = (opened(DOCUMENTS["docx"].render(plan, printing(cache_dir))) for plan in (FULL, SPOILT))
    assert package.namelist() == usual.namelist()
    for name in package.namelist():
        xml = package.read(name).decode()
        assert not INVISIBLE.search(xml)
        tags = {element.tag for element in etree.fromstring(package.read(name)).iter()}
        assert tags <= {element.tag for element in etree.fromstring(usual.read(name)).iter()}
        assert "External" not in xml
        assert "HYPERLINK" not in "".join(re.findall(r"<w:instrText[^>]*>(.*?)</w:instrText>", xml))
    text = solid("".join(etree.fromstring(package.read("word/document.xml")).itertext()))
    assert [shown for shown in map(visible, SHORT) if solid(shown) not in text] == []


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def visible(text: str) -> str:
    return re.sub("[\ufffe\uffff]", "", INVISIBLE.sub("", text))


def test_a_workbook_has_texts_alone(cache_dir: Path) -> None:
    content = DOCUMENTS["xlsx"].render(SPOILT, printing(cache_dir))
    for page in openpyxl.load_workbook(io.BytesIO(content)):
        assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}
    assert not [
        name for name in opened(content).namelist() if "vba" in name.casefold() or "external" in name.casefold()
    ]


def test_a_pocket_file_has_only_our_own_elements(cache_dir: Path) -> None:
    usual, page = (Page(DOCUMENTS["pocket"].render(plan, printing(cache_dir))) for plan in (FULL, SPOILT))
    assert set(page.tags) <= set(usual.tags)
    assert set(page.attributes) <= set(usual.attributes)
    assert all(address.startswith("tel:") for address in page.addresses)
    assert not INVISIBLE.search("".join(page.words))
    assert [shown for shown in map(visible, SHORT) if solid(shown) not in page.text] == []


def test_plan_data_is_read_back_as_it_was(cache_dir: Path) -> None:
    assert load_plan(DOCUMENTS["yaml"].render(SPOILT, printing(cache_dir)).decode()) == SPOILT


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad\u2060", "\u200d\ufe0f", OVERRIDE, "\x00"])
def test_no_invisible_sign_carries_a_personal_number_into_the_public_version(sign: str, cache_dir: Path) -> None:
    purposes = (f"โทร 081{sign}234{sign}5003 หรือ 08{sign}1-234-5003", f"ถาม กู้{sign}เกียรติ น้ำขึ้น")
    plan = FULL.model_copy(update={"purposes": purposes})
    pages = pages_of(DOCUMENTS["public"].render(plan, printing(cache_dir)))
    digits = re.sub(r"\D", "", "".join(pages))
    assert "0812345003" not in digits
    assert "0812345003"[::-1] not in digits
    if sign not in "\u200d\ufe0f":  # which join letters rightly
        assert "เกียรติ" not in "".join(pages)
    shown = re.sub(r"\W", "", masked_plan(plan).purposes[0])
    assert "2345003" not in shown
