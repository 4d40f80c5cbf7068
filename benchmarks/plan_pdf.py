"""The plan as a PDF: seconds a page, as a ratio to a bare typst run of the same number of pages of plain Thai text.

Run: `python benchmarks/plan_pdf.py [PLAN.yaml]`; without a file an invented plan of about 40 pages.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import typst

from phrom.core.plan.document import Plan
from phrom.core.rendering.fonts import print_fonts
from phrom.core.rendering.plan_pdf import render_plan_pdf

SENTENCE = "ทีมบริหารความต่อเนื่องไปรายงานตัวเพื่อปฏิบัติหน้าที่ ณ สถานที่ปฏิบัติงานสำรองที่กำหนด ภายใน 24 ชั่วโมง นับตั้งแต่ได้รับแจ้ง"


def large_plan() -> Plan:
    """An office of 60 people, 10 teams, 25 processes, 8 scenarios."""
    stages = ("onset", "crisis", "recovery")
    threats = [f"threat-{i}" for i in range(8)]
    return Plan.model_validate(
        {
            "title": "แผนบริหารความต่อเนื่ององค์การ",
            "organisation": {"name": "เทศบาลเมืองตัวอย่าง"},
            "people": [
                {
                    "id": f"p-{i}",
                    "title": "นาย",
                    "given_name": "สมมุติ",
                    "family_name": "ตัวอย่างดี",
                    "phones": [f"+6681000{i:04}"],
                }
                for i in range(60)
            ],
            "continuity_team": {
                "teams": [
                    {
                        "id": f"team-{t}",
                        "name": f"ทีม {t + 1}",
                        "leader": {"primary": f"p-{t * 6}", "alternates": [f"p-{t * 6 + 1}"]},
                        "members": [{"primary": f"p-{t * 6 + m}"} for m in range(1, 6)],
                    }
                    for t in range(10)
                ]
            },
            "threats": [{"id": threat, "name": "อุทกภัย"} for threat in threats],
            "processes": [
                {
                    "id": f"process-{i}",
                    "name": "การขอรับจัดสรรเงินอุดหนุนเฉพาะกิจให้กับองค์กรปกครองส่วนท้องถิ่น",
                    "mtpd": "P3D",
                    "requirements": {"equipment": [{"name": "คอมพิวเตอร์โน้ตบุ๊ก", "quantity": 2, "unit": "เครื่อง"}] * 4},
                }
                for i in range(25)
            ],
            "response": [
                {
                    "id": f"day-{d}",
                    "name": "การตอบสนองต่อเหตุการณ์",
                    "starts": "PT0H",
                    "steps": [{"id": f"day-{d}-{i}", "text": SENTENCE} for i in range(20)],
                }
                for d in range(3)
            ],
            "scenarios": [
                {
                    "threat": threat,
                    **{s: [{"id": f"{threat}-{s}-{i}", "text": SENTENCE} for i in range(9)] for s in stages},
                }
                for threat in threats
            ],
        }
    )


def bare_pages(pages: int, fonts: Path, run: int) -> None:
    text = f"{run} " + (SENTENCE + " ") * 18
    page = "#sys.inputs.text\n#pagebreak(weak: true)\n"
    source = '#set text(font: "Sarabun", lang: "th", size: 11.5pt)\n' + page * pages
    compiler = typst.Compiler(font_paths=[str(fonts)], ignore_system_fonts=True, sys_inputs={"text": text})
    compiler.compile(source.encode())


def seconds(work: Callable[[int], object], times: int = 5) -> float:
    """The median of several runs of processor time, which a busy machine stretches less than the clock."""
    taken = []
    for run in range(times):
        start = time.process_time()
        work(run)
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        cache_dir = Path(directory)
        start = time.perf_counter()
        print_fonts(cache_dir)
        print(f"fonts, once per installation: {time.perf_counter() - start:.2f} s")
        plan = large_plan()
        if len(sys.argv) > 1:
            from phrom.core.plan.text_form import load_plan

            plan = load_plan(Path(sys.argv[1]).read_text(encoding="utf-8"))
        start = time.perf_counter()
        pages = len(pypdfium2.PdfDocument(render_plan_pdf(plan, cache_dir=cache_dir)))
        print(f"{pages} pages, first time in this process: {time.perf_counter() - start:.2f} s")
        ours = seconds(lambda run: render_plan_pdf(plan, cache_dir=cache_dir, version_label=f"ฉบับที่ {run}"))
        bare = seconds(lambda run: bare_pages(pages, print_fonts(cache_dir), run))
        print(f"again: {ours:.2f} s of processor; bare typst, as many pages: {bare:.2f} s; ratio {ours / bare:.1f}")


if __name__ == "__main__":
    main()
