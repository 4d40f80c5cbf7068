"""Damage hits what it says and nothing else, and the files made of a case hold the same words in every format."""

import io

import docx
import pytest
from tools.reading.as_text import WAYS, text_of
from tools.reading.as_word import docx_of
from tools.reading.damage import DAMAGES
from tools.reading.document import Box, Paragraph, Table, parse

SAID = "สำนักงานป้องกันภัย ก่อนเริ่ม"


@pytest.mark.parametrize(
    ("damage", "becomes"),
    [
        ("ำ lost", "สานักงานป้องกันภัย ก่อนเริ่ม"),
        ("ำ split", "สํานักงานป้องกันภัย ก่อนเริ่ม"),
        ("ำ doubled", "สำำนักงานป้องกันภัย ก่อนเริ่ม"),
        ("ำ apart", "ส ำนักงานป้องกันภัย ก่อนเริ่ม"),
        ("tones dropped", "สำนักงานปองกันภัย กอนเริม"),
        ("tones moved", "สำนักงานปอ้งกันภัย กอ่นเริม่"),
        ("marks blank", "สำนักงานป องกันภัย ก อนเริ ม"),
        ("zero width", "สำนักง\u200bานป้องก\u200bันภัย ก่อนเริ่ม"),
        ("no-break", "สำนักงานป้องกันภัย\u00a0ก่อนเริ่ม"),
        ("ป้ as ปู", "สำนักงานปูองกันภัย ก่อนเริ่ม"),
    ],
)
def test_each_damage_does_what_it_is_called(damage: str, becomes: str) -> None:
    if damage == "zero width":
        assert DAMAGES[damage](SAID).replace("\u200b", "") == SAID
        assert "\u200b" in DAMAGES[damage](SAID)
    else:
        assert DAMAGES[damage](SAID) == becomes


def test_tis_620_read_as_latin_1_can_be_turned_back() -> None:
    spoilt = DAMAGES["Latin-1"](SAID)
    assert spoilt.encode("latin-1").decode("cp874") == SAID


MARKUP = """%% text: rows
%% header: แผน
#. ข้อแรก
#. ข้อสอง

[[ กล่อง ¶ ข้อความ ]]
@table 2
ภัย | ด้าน | <
^ | คน | ของ
น้ำ | {tick} | ก¶ข
@end
"""


def test_the_markup_says_lists_boxes_and_joined_cells() -> None:
    document = parse(MARKUP)
    first, second, blank, box, table = document.blocks
    assert (first, second) == (Paragraph("ข้อแรก", "numbered", 1), Paragraph("ข้อสอง", "numbered", 2))
    assert blank == Paragraph("")
    assert box == Box(("กล่อง", "ข้อความ"))
    assert isinstance(table, Table)
    assert (table.reach(0, 0), table.reach(0, 1), table.heads) == ((2, 1), (1, 2), 2)
    assert table.rows[2][1:] == (("\uf0fc",), ("ก", "ข"))


@pytest.mark.parametrize("way", WAYS)
def test_no_word_is_lost_on_the_way_into_text(way: str) -> None:
    text = text_of(parse(MARKUP), way)
    for word in ("ข้อสอง", "กล่อง", "น้ำ", "\uf0fc", "คน"):
        assert word in text


def test_a_word_file_has_joined_cells_a_list_that_word_numbers_a_box_and_a_symbol() -> None:
    word = docx.Document(io.BytesIO(docx_of(parse(MARKUP))))
    table = word.tables[0]
    assert table.cell(0, 1)._tc is table.cell(0, 2)._tc
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    xml = word.element.xml
    assert "w:txbxContent" in xml
    assert 'w:char="F0FC"' in xml
    assert [p.text for p in word.paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None] == [
        "ข้อแรก",
        "ข้อสอง",
    ]
    assert word.sections[0].header.paragraphs[0].text == "แผน"
