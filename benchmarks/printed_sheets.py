"""The whole plan, strategy map, checklist, call tree, call sheets, wall cards, wallet cards: processor time, and as a
ratio to a bare typst run of as many pages of plain Thai text.

Run: `python benchmarks/printed_sheets.py`: an office of 60 people, and one of 2,000 people and 300 processes.
"""

import sys
import tempfile
from pathlib import Path

import pypdfium2

from phrom.core.plan.document import ContinuityTeam, Person, Plan, Role, Team
from phrom.core.rendering.documents import DOCUMENTS
from phrom.core.rendering.fonts import print_fonts
from phrom.core.rendering.printing import Printing
from plan_pdf import bare_pages, large_plan, seconds

SHEETS = ("pdf", "strategy-map", "checklist", "call-tree", "call-sheets", "phase-cards", "wallet-card")


def two_thousand_people() -> Plan:
    """A department: 100 teams of 20, 300 processes."""
    plan = large_plan()
    people = tuple(
        Person(id=f"p-{n}", title="นาย", given_name=f"สมมุติ{n}", family_name="ตัวอย่างดี", phones=(f"+6681{n:07}",))
        for n in range(2_000)
    )
    teams = tuple(
        Team(
            id=f"team-{t}",
            name=f"ทีม {t + 1}",
            leader=Role(primary=f"p-{t * 20}", alternates=(f"p-{t * 20 + 1}",)),
            members=tuple(Role(primary=f"p-{t * 20 + m}") for m in range(1, 20)),
        )
        for t in range(100)
    )
    processes = tuple(
        process.model_copy(update={"id": f"process-{n}-{copy}"})
        for copy in range(12)
        for n, process in enumerate(plan.processes)
    )
    team = ContinuityTeam(head=Role(primary="p-0"), coordinator=Role(primary="p-1"), teams=teams)
    return plan.model_copy(update={"people": people, "continuity_team": team, "processes": processes})


def measure(plan: Plan, name: str, cache_dir: Path, times: int) -> None:
    print(f"\n{name}: {len(plan.people)} people, {len(plan.processes)} processes")
    fonts = print_fonts(cache_dir)
    for kind in SHEETS:

        def made(run: int, kind: str = kind) -> bytes:
            # another label each time, or typst would give back what it kept
            return DOCUMENTS[kind].render(plan, Printing(cache_dir=cache_dir, version_label=f"ฉบับที่ {run}"))

        pages = len(pypdfium2.PdfDocument(made(-1)))
        ours = seconds(made, times)
        bare = seconds(lambda run, pages=pages: bare_pages(pages, fonts, run), times)  # type: ignore[misc]
        print(f"{kind:14} {pages:4} pages {ours:7.2f} s   {ours / bare:6.1f} x bare typst, as many pages")


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        measure(large_plan(), "an office", Path(directory), 3)
        if "--small" not in sys.argv:
            measure(two_thousand_people(), "a department", Path(directory), 1)


if __name__ == "__main__":
    main()
