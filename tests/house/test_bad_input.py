"""The page of what may come in wrong names tests that exist, and every line has one."""

import re

from tests.house.test_plan_to_program import NAMED, ROOT, missing

PAGE = ROOT / "docs/reference/bad-input.md"


def rows() -> list[list[str]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| (?!what )", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_line_says_what_happens_and_names_its_test() -> None:
    assert len(rows()) > 20
    assert [row[0] for row in rows() if len(row) != 3 or not row[1] or not NAMED.search(row[2])] == []


def test_the_tests_that_the_page_names_exist() -> None:
    assert [found for row in rows() for found in missing(row[2])] == []
