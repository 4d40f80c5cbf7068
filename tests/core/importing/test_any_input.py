"""Whatever comes in: a plan whose lines are all accounted for, or a refusal; never another error."""

import io
import zipfile

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from phrom.core.importing import UnreadableFileError, read_plan
from phrom.core.importing.files.text_file import read_text
from tests.core.importing.facts_of import CASES
from tests.core.importing.test_layouts import assert_account_sums, leads_somewhere
from tests.core.importing.word_fixture import docx_of

LINES = [line for case in sorted(CASES.glob("*.txt")) for line in case.read_text(encoding="utf-8").split("\n")]
WORD = docx_of(read_text((CASES / "school-pairs.txt").read_text(encoding="utf-8")))
PATIENT = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def _reads_or_refuses(data: bytes, name: str) -> None:
    try:
        result = read_plan(data, name)
    except UnreadableFileError:
        return
    assert_account_sums(result.report)
    assert all(leads_somewhere(result.plan, r.path) for r in result.report.readings)


@PATIENT
@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=40)), max_size=120))
def test_lines_of_plans_in_any_order_are_read_or_refused(lines: list[str]) -> None:
    _reads_or_refuses("\n".join(lines).encode("utf-8", errors="replace"), "plan.txt")


@PATIENT
@given(st.integers(0, len(LINES) - 1), st.integers(1, 400), st.integers(1, 7))
@example(1687, 400, 1)  # a team's heading after a gap as the last line
def test_a_plan_with_lines_torn_out_is_read_or_refused(start: int, length: int, every: int) -> None:
    lines = [line for n, line in enumerate(LINES[start : start + length]) if n % every or every == 1]
    _reads_or_refuses("\n".join(lines).encode(), "plan.txt")


@PATIENT
@given(st.binary(max_size=3000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    _reads_or_refuses(data, "plan.txt")
    _reads_or_refuses(data, "plan.docx")


@PATIENT
@given(st.integers(0, len(WORD) - 1), st.binary(min_size=1, max_size=8))
def test_a_word_file_with_spoilt_bytes_is_read_or_refused(at: int, spoilt: bytes) -> None:
    _reads_or_refuses(WORD[:at] + spoilt + WORD[at + len(spoilt) :], "plan.docx")


@PATIENT
@given(st.data())
def test_a_word_file_with_spoilt_xml_is_read_or_refused(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(WORD)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = data.draw(
        st.sampled_from(["word/document.xml", "word/styles.xml", "[Content_Types].xml", "word/numbering.xml"])
    )
    part = parts.get(name, b"")
    at, cut = data.draw(st.integers(0, max(len(part) - 1, 0))), data.draw(st.integers(0, 300))
    parts[name] = part[:at] + data.draw(st.binary(max_size=5)) + part[at + cut :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for path, content in parts.items():
            package.writestr(path, content)
    _reads_or_refuses(out.getvalue(), "plan.docx")
