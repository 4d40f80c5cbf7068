"""Reading and checking a plan of some forty pages. Bare limits: decoding its bytes and splitting its lines; loading the
plan's values from JSON."""

from pathlib import Path

from measure import median_seconds, report
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


if __name__ == "__main__":
    main()
