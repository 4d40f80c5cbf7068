"""Word, Excel, pocket file and public version: milliseconds, and as a ratio to a bare limit in the same run.

The bare limits: as many paragraphs put into a package as strings (Word, HTML); as many cells through openpyxl's
write-only mode, and read back in its read-only mode (Excel). Run: `python benchmarks/documents.py [PLAN.yaml]`; without
a file an invented plan of about 40 pages, and one of 300 processes.
"""

import io
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pypdfium2

from measure import median_seconds, report
from phrom.core.importing import read_plan
from phrom.core.plan.document import Plan
from phrom.core.plan.text_form import load_plan
from phrom.core.rendering.documents import DOCUMENTS
from phrom.core.rendering.printing import Printing
from plan_pdf import SENTENCE, large_plan


def three_hundred_processes() -> Plan:
    """The invented plan with twelve times its processes, of which each has its four needs."""
    plan = large_plan()
    processes = [
        process.model_copy(update={"id": f"process-{n}-{copy}"})
        for copy in range(12)
        for n, process in enumerate(plan.processes)
    ]
    return plan.model_copy(update={"processes": tuple(processes)})


def bare_package(paragraphs: int) -> None:
    text = "".join(f"<w:p><w:r><w:t>{escape(SENTENCE)}</w:t></w:r></w:p>" for _ in range(paragraphs))
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", text)


def bare_workbook(cells: int) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for _ in range(cells // 8):
        sheet.append([SENTENCE] * 8)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bare_reading(workbook: bytes) -> int:
    book = openpyxl.load_workbook(io.BytesIO(workbook), read_only=True)
    return sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value)


def measure(plan: Plan, name: str, cache_dir: Path) -> None:
    printing = Printing(cache_dir=cache_dir)

    def made(kind: str) -> bytes:
        return DOCUMENTS[kind].render(plan, printing)

    pages = len(pypdfium2.PdfDocument(made("pdf")))
    word, workbook = made("docx"), made("xlsx")
    paragraphs = zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").count(b"<w:p>")
    cells = bare_reading(workbook)
    print(f"\n{name}: {len(plan.processes)} processes, {pages} pages, {paragraphs} paragraphs, {cells} cells")
    bare_word = median_seconds(lambda: bare_package(paragraphs), 5)
    report("Word", median_seconds(lambda: made("docx"), 5), "strings in a package", bare_word)
    report("pocket file", median_seconds(lambda: made("pocket"), 5), "strings in a package", bare_word)
    bare = bare_workbook(cells)
    written, read = median_seconds(lambda: bare_workbook(cells), 3), median_seconds(lambda: bare_reading(bare), 3)
    report("Excel", median_seconds(lambda: made("xlsx"), 3), "openpyxl, write-only", written)
    report("Excel read back", median_seconds(lambda: read_plan(workbook, "plan.xlsx"), 3), "openpyxl, read-only", read)
    full = median_seconds(lambda: made("pdf"), 3)
    report("public PDF", median_seconds(lambda: made("public"), 3), "the full PDF", full)


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        cache_dir = Path(directory)
        if len(sys.argv) > 1:
            measure(load_plan(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[1], cache_dir)
            return
        measure(large_plan(), "an invented plan", cache_dir)
        measure(three_hundred_processes(), "300 processes", cache_dir)


if __name__ == "__main__":
    main()
