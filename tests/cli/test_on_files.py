"""Stories of the commands on files, run as a user runs them: as processes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CASES = Path(__file__).parents[1] / "cases"
PLAN_TEXT = CASES / "importing/huaisommut-2567.txt"


def phrom(*arguments: str | Path, language: str = "th") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "phrom", "--language", language, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imported")
    done = phrom("import", PLAN_TEXT, "-o", folder / "plan.yaml", "--report", folder / "report.json")
    assert done.returncode == 0, done.stderr
    return folder


def test_a_text_plan_becomes_a_plan_and_a_report(imported: Path) -> None:
    assert (imported / "plan.yaml").read_text(encoding="utf-8").startswith("format: phrom-plan/1")
    report = json.loads((imported / "report.json").read_text(encoding="utf-8"))
    assert report["readings"]
    assert report["lines"]
    for reading in report["readings"]:
        assert reading["lines"]
        assert 0 <= reading["confidence"] <= 1
        assert reading["reason"] is None or (reading["reason"]["th"] and reading["reason"]["en"])
    behind = {number for reading in report["readings"] for number in reading["lines"]}
    apart = set(report["furniture"]) | {line["number"] for line in report["unplaced"]}
    assert behind | apart == {line["number"] for line in report["lines"]}
    assert not behind & apart
    assert 0 < report["seconds"] < 60


def test_findings_as_json_name_rule_severity_place_lines_and_both_languages(imported: Path) -> None:
    done = phrom("check", imported / "plan.yaml", "--report", imported / "report.json", "--format", "json")
    findings = json.loads(done.stdout)["findings"]
    assert done.returncode == (1 if any(f["severity"] == "error" for f in findings) else 0)
    assert findings
    for finding in findings:
        assert set(finding) >= {"rule", "severity", "path", "source_lines", "message", "mend"}
        assert finding["message"]["th"] != finding["message"]["en"]
        assert all(isinstance(n, int) for n in finding["source_lines"])
    assert any(f["source_lines"] for f in findings)


def test_findings_as_text_are_in_the_language_asked_for(imported: Path) -> None:
    thai = phrom("check", imported / "plan.yaml").stdout
    english = phrom("check", imported / "plan.yaml", language="en").stdout
    assert any("ก" <= letter <= "๛" for letter in thai)
    assert thai != english


def test_a_plan_with_a_mistake_in_its_text_is_unreadable_with_line_and_nearest_word(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("format: phrom-plan/1\ntitel: แผน\norganisation: {name: สำนักงาน}\n", encoding="utf-8")
    done = phrom("check", plan, language="en")
    assert done.returncode == 2
    assert "plan.yaml:2:" in done.stderr
    assert "title" in done.stderr


@pytest.mark.parametrize("command", ["import", "check"])
def test_a_file_that_is_not_there_is_said_so_without_a_traceback(command: str, tmp_path: Path) -> None:
    done = phrom(command, tmp_path / "none.txt")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "none.txt" in done.stderr


def test_rubbish_is_refused_with_a_sentence_and_writes_nothing(tmp_path: Path) -> None:
    rubbish = tmp_path / "plan.docx"
    rubbish.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1000))
    done = phrom("import", rubbish, "-o", tmp_path / "plan.yaml")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "plan.yaml").exists()


def test_a_report_that_is_none_is_said_so(imported: Path, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text("{}", encoding="utf-8")
    done = phrom("check", imported / "plan.yaml", "--report", tmp_path / "report.json")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("form", ["pdf", "public", "call-sheets"])
def test_a_plan_becomes_a_document(form: str, imported: Path, tmp_path: Path) -> None:
    done = phrom("render", imported / "plan.yaml", "--as", form, "-o", tmp_path / "plan.pdf")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF-")


def test_the_template_is_a_workbook_that_asks_to_be_filled_in(tmp_path: Path) -> None:
    workbook = tmp_path / "template.xlsx"
    assert phrom("import", "--template", "-o", workbook).returncode == 0
    done = phrom("import", workbook, "-o", tmp_path / "plan.yaml")
    assert done.returncode == 2
    assert "ยังไม่ได้กรอก" in done.stderr


def test_a_plan_goes_out_as_a_workbook_and_comes_back_the_same(imported: Path, tmp_path: Path) -> None:
    assert phrom("render", imported / "plan.yaml", "--as", "xlsx", "-o", tmp_path / "plan.xlsx").returncode == 0
    assert phrom("import", tmp_path / "plan.xlsx", "-o", tmp_path / "again.yaml").returncode == 0
    assert (tmp_path / "again.yaml").read_text("utf-8") == (imported / "plan.yaml").read_text("utf-8")


def test_a_pocket_file_is_made_for_a_person_and_locked(imported: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("น้ำท่วมใหญ่ 2554\n", encoding="utf-8")
    pocket = ("render", imported / "plan.yaml", "--as", "pocket", "-o", tmp_path / "pocket.html")
    assert phrom(*pocket, "--person", "person-1").returncode == 0
    assert "หน้าที่ของ" in (tmp_path / "pocket.html").read_text("utf-8")
    assert phrom(*pocket, "--person", "person-1", "--passphrase-file", tmp_path / "secret").returncode == 0
    assert "หน้าที่ของ" not in (tmp_path / "pocket.html").read_text("utf-8")


def test_a_person_that_is_none_and_a_short_passphrase_are_said_so(imported: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("1234", encoding="utf-8")
    pocket = ("render", imported / "plan.yaml", "--as", "pocket", "-o", tmp_path / "pocket.html")
    for options in (("--person", "somebody"), ("--passphrase-file", tmp_path / "secret")):
        done = phrom(*pocket, *options)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "pocket.html").exists()


def test_the_schema_describes_the_document() -> None:
    schema = json.loads(phrom("schema").stdout)
    assert {"title", "organisation", "processes", "scenarios"} <= set(schema["properties"])


def test_saving_an_imported_plan_again_changes_nothing(imported: Path, tmp_path: Path) -> None:
    text = (imported / "plan.yaml").read_text(encoding="utf-8")
    from phrom.core.plan.text_form import dump_plan, load_plan  # noqa: PLC0415

    assert dump_plan(load_plan(text)) == text
