"""Reading and checking a plan of some forty pages, and reading a Word file of three hundred. Bare limits: decoding its
bytes and splitting its lines; parsing its XML; loading the plan's values from JSON."""

import io
import sys
import zipfile
from pathlib import Path

from lxml import etree

from measure import median_seconds, report

sys.path.insert(0, str(Path(__file__).parents[1]))  # `tools` lies beside, and is not installed

from tools.reading.as_word import docx_of
from tools.reading.cases import Case
from tools.reading.document import Block, Document, PageBreak, Paragraph, Table

from phrom.core.importing import read_plan
from phrom.core.linting.linter import check_plan
from phrom.core.plan.document import Plan
from phrom.core.plan.text_form import dump_plan, load_plan

SAMPLE = Path(__file__).parents[1] / "tests/cases/importing/phrae-2563.txt"


def main() -> None:
    data = SAMPLE.read_bytes()
    lines = median_seconds(lambda: [line.split("\t") for line in data.decode().splitlines()])
    report("read a plan (text)", median_seconds(lambda: read_plan(data, SAMPLE.name)), "split its lines", lines)
    plan = read_plan(data, SAMPLE.name).plan
    as_json = plan.model_dump_json()
    values = median_seconds(lambda: Plan.model_validate_json(as_json))
    report("check it", median_seconds(lambda: check_plan(plan)), "load it from JSON", values)
    text = dump_plan(plan)
    report("load it from YAML", median_seconds(lambda: load_plan(text)), "load it from JSON", values)
    report("write it as YAML", median_seconds(lambda: dump_plan(plan)), "load it from JSON", values)

    _long_word_file()


def _long_word_file() -> None:
    data = docx_of(_three_hundred_pages())
    parse = median_seconds(
        lambda: etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")), runs=3
    )
    report(
        "read a Word file of 300 pages", median_seconds(lambda: read_plan(data, "plan.docx"), runs=3), "parse it", parse
    )


def _three_hundred_pages() -> Document:
    """A plan of forty pages and an annex of 260: on each page a heading, ten paragraphs and a table of sixteen rows."""
    plan = Case("phrae-2563").document
    annex: list[Block] = [Paragraph("ภาคผนวก")]
    for page in range(260):
        annex += [PageBreak(), Paragraph(f"รายการครุภัณฑ์และเอกสารอ้างอิง ชุดที่ {page + 1}")]
        annex += [Paragraph(f"{n}. ตรวจสอบสภาพและจัดเก็บ ณ ห้องพัสดุ ชั้น {n}") for n in range(1, 11)]
        rows = [((f"{n}",), (f"ครุภัณฑ์สำนักงาน {page}-{n}",), ("ฝ่ายบริหารทั่วไป",), ("ใช้งานได้",)) for n in range(1, 17)]
        annex.append(Table(((("ที่",), ("รายการ",), ("ผู้ดูแล",), ("สภาพ",)), *rows), 1))
    return Document((*plan.blocks, *annex), plan.head)


if __name__ == "__main__":
    main()
