"""The table from the sample plan's sentences to the program names tests that exist, and every sentence has one."""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs/reference/plan-to-program.md"
NAMED = re.compile(r"`(test_\w+)`([^`]*)")


@cache
def known_tests() -> dict[str, list[str]]:
    """Names of the tests, in words, by the name of their file."""
    found: dict[str, list[str]] = {}
    for path in (ROOT / "tests").rglob("test_*.py"):
        names = re.findall(r"^def test_(\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE)
        found.setdefault(path.stem, []).extend(name.replace("_", " ") for name in names)
    return found


def rows() -> list[list[str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] not in ("sentence", "---")]


def missing(text: str) -> list[str]:
    """What the text names and no test file has: a file, or words in a test's name."""
    wrong = []
    for stem, after in NAMED.findall(text):
        known = known_tests().get(stem, [])
        wrong += [stem] if not known else []
        said = re.sub(r"\(core\):?|of the log book|\(call tree\)", "", after)
        for words in (w.strip(" ,.|)").lower().replace("-", " ").replace("'", "") for w in re.split(r"[;\n]", said)):
            if words and words != "and" and known and not any(words in name for name in known):
                wrong.append(f"{stem}: {words}")
    return wrong


def test_every_sentence_of_the_plan_has_its_page_and_its_test() -> None:
    assert len(rows()) > 40
    assert [row[0] for row in rows() if len(row) < 3 or not row[1] or not NAMED.search(row[2])] == []


def test_the_tests_that_the_table_names_exist() -> None:
    assert [found for row in rows() for found in missing(row[2])] == []


def test_a_name_that_no_test_has_is_found() -> None:
    assert missing("`test_course` a watched incident tells nobody") == []
    assert missing("`test_course` a watched incident tells everybody; `test_no_such_file`") == [
        "test_course: a watched incident tells everybody",
        "test_no_such_file",
    ]
