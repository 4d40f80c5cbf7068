"""Checking a plan: milliseconds for an office of 10 processes, and for a department of 300 and 2,000 people.

The bare limit: every text of the plan walked over once. Run: `python benchmarks/checking.py`.
"""

import random
from pathlib import Path

from measure import median_seconds, report
from phrom.core.linting.linter import check_plan
from phrom.core.plan.document import Plan
from phrom.core.plan.paths import walk
from phrom.core.plan.text_form import load_plan
from printed_sheets import two_thousand_people

SAMPLE = Path(__file__).parents[1] / "tests/cases/plans/phrae-2563.yaml"
SYLLABLES = (
    "กา",
    "มา",
    "นี",
    "สม",
    "ชัย",
    "พร",
    "วิ",
    "ชาติ",
    "ประ",
    "เสริฐ",
    "สุข",
    "ทอง",
    "แก้ว",
    "บุญ",
    "ศรี",
    "วงศ์",
    "เพ็ญ",
    "นวย",
)


def department(sample: Plan) -> Plan:
    """2,000 people with names of their own, the sample's processes and steps thirty times over."""
    plan, chance = two_thousand_people(), random.Random(7)  # noqa: S311 the same names each time

    def name(length: int) -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(length))

    people = [p.model_copy(update={"given_name": name(2), "family_name": name(3)}) for p in plan.people]
    processes = [
        process.model_copy(update={"id": f"{process.id}-{copy}", "name": f"{process.name} {copy}", "units": ()})
        for copy in range(30)
        for process in sample.processes
    ]
    update = {"people": tuple(people), "processes": tuple(processes), "response": sample.response}
    return plan.model_copy(update=update)


def measure(plan: Plan, times: int) -> None:
    print(f"\n{len(plan.processes)} processes, {len(plan.people)} people: {len(check_plan(plan))} findings")
    bare = median_seconds(lambda: sum(len(str(value)) for _, value in walk(plan)), times)
    report("checked", median_seconds(lambda: check_plan(plan), times), "walked over once", bare)


def main() -> None:
    sample = load_plan(SAMPLE.read_text(encoding="utf-8"))
    measure(sample, 15)
    measure(department(sample), 3)


if __name__ == "__main__":
    main()
