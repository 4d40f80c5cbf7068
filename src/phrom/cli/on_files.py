"""Commands on files: `import`, `check`, `render`, `schema`. None needs a database."""

import argparse
import json
import os
import secrets
import sys
import time
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from phrom.cli.writing import write_whole
from phrom.core.importing import UnreadableFileError, read_plan
from phrom.core.linting.linter import check_plan
from phrom.core.linting.output import findings_as_json, findings_as_text
from phrom.core.plan.document import Plan
from phrom.core.plan.problem import PlanFormatError
from phrom.core.plan.schema import plan_json_schema
from phrom.core.plan.text_form import dump_plan, load_plan
from phrom.core.rendering.documents import DOCUMENTS
from phrom.core.rendering.printing import SHORTEST_PASSPHRASE, Lock, Printing
from phrom.core.values.source import ImportReport

NO_ERROR, ERRORS_FOUND, UNREADABLE = 0, 1, 2


def add_commands(commands: Any) -> None:
    """Add the commands to the parser."""
    command = commands.add_parser("import", help="read a plan out of a .docx, .odt, .pdf, .xlsx or .txt file")
    source = command.add_mutually_exclusive_group(required=True)
    source.add_argument("file", type=Path, nargs="?")
    source.add_argument("--template", action="store_true", help="write the Excel workbook to be filled in instead")
    command.add_argument(
        "-o", "--output", type=Path, help="where to write the plan (YAML, or JSON by its name); - or nothing: print"
    )
    command.add_argument("--report", type=Path, help="where to write what was read from which line (JSON)")
    command.set_defaults(run=_import)

    command = commands.add_parser(
        "check",
        help="say what is wrong with a plan",
        description="Exit code 0: no error found; 1: errors found; 2: the plan cannot be read.",
    )
    command.add_argument("plan", type=Path)
    command.add_argument("--report", type=Path, help="the import's report: findings then name the source's lines")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=_check)

    command = commands.add_parser("render", help="make a document of a plan")
    command.add_argument("plan", type=Path)
    command.add_argument("--as", dest="form", choices=tuple(DOCUMENTS), required=True)
    command.add_argument("-o", "--output", type=Path, required=True)
    command.add_argument("--digits", choices=("arabic", "thai"), default="arabic")
    command.add_argument("--person", help="pocket: the id of the person whose duties stand on top")
    command.add_argument("--passphrase-file", type=Path, help="pocket: lock the file with what stands in this one")
    command.add_argument("--against", type=Path, help="docx: an earlier plan; the changes since are marked")
    command.set_defaults(run=_render)

    command = commands.add_parser("schema", help="print the JSON Schema of the plan document")
    command.set_defaults(run=_schema)


def _import(options: argparse.Namespace) -> int:
    if options.template:
        return _template(options)
    begun = time.perf_counter()
    try:
        result = read_plan(options.file.read_bytes(), options.file.name)
    except UnreadableFileError as error:
        return _unreadable(f"{options.file}: {_in(options, error.sentence.th, error.sentence.en)}")
    except OSError as error:
        return _unreadable(f"{options.file}: {error.strerror}")
    as_json = options.output is not None and options.output.suffix == ".json"
    text = result.plan.model_dump_json(exclude_defaults=True, indent=1) if as_json else dump_plan(result.plan)
    if options.report:
        report = result.report.model_copy(update={"seconds": round(time.perf_counter() - begun, 3)})
        write_whole(options.report, report.model_dump_json(indent=1).encode())
    if options.output is None or str(options.output) == "-":
        print(text)
        return NO_ERROR
    write_whole(options.output, text.encode())
    plan, report = result.plan, result.report
    print(
        _in(
            options,
            f"อ่านได้ {len(plan.people)} คน {len(plan.processes)} กระบวนงาน {len(plan.continuity_team.teams)} ทีม "
            f"{len(plan.threats)} ภัย จาก {len(report.lines)} บรรทัด "
            f"เหลือ {len(report.unplaced)} บรรทัดที่ยังไม่มีที่อยู่",
            f"{len(plan.people)} people, {len(plan.processes)} processes, {len(plan.continuity_team.teams)} teams, "
            f"{len(plan.threats)} threats read from {len(report.lines)} lines; "
            f"{len(report.unplaced)} lines unplaced",
        )
    )
    return NO_ERROR


def _template(options: argparse.Namespace) -> int:
    from phrom.core.rendering.xlsx_template import render_template  # noqa: PLC0415 - openpyxl is slow to load

    output = options.output or Path("แบบกรอกแผน.xlsx")
    write_whole(output, render_template())
    said = f"เขียนแบบกรอกไว้ที่ {output} กรอกแล้วนำเข้าด้วย: phrom import {output}"
    print(_in(options, said, f"The workbook is in {output}; when it is filled in: phrom import {output}"))
    return NO_ERROR


def _check(options: argparse.Namespace) -> int:
    try:
        plan, report = _plan(options.plan), _report(options.report)
    except (PlanFormatError, OSError, UnicodeDecodeError, ValidationError) as error:
        return _unreadable(_why(options, error))
    findings = check_plan(plan)
    if options.format == "json":
        print(json.dumps(findings_as_json(findings, report), ensure_ascii=False, indent=1))
    else:
        print(findings_as_text(findings, options.language, report))
    return ERRORS_FOUND if any(f.severity == "error" for f in findings) else NO_ERROR


def _render(options: argparse.Namespace) -> int:
    try:
        plan, lock = _plan(options.plan), _lock(options.passphrase_file)
        against = _plan(options.against) if options.against else None
    except (PlanFormatError, OSError, UnicodeDecodeError) as error:
        return _unreadable(_why(options, error))
    if options.person is not None and options.person not in {person.id for person in plan.people}:
        return _unreadable(
            _in(options, f"ไม่มีบุคลากรรหัส {options.person} ในแผน", f"no person {options.person} in the plan")
        )
    if lock is not None and len(lock.passphrase) < SHORTEST_PASSPHRASE:
        th = f"รหัสผ่านสั้นเกินไป ต้องมีอย่างน้อย {SHORTEST_PASSPHRASE} ตัวอักษร"
        return _unreadable(_in(options, th, f"the passphrase must have at least {SHORTEST_PASSPHRASE} characters"))
    printing = Printing(
        cache_dir=_cache_dir(), digits=options.digits, reader=options.person, lock=lock, against=against
    )
    write_whole(options.output, DOCUMENTS[options.form].render(plan, printing))
    return NO_ERROR


def _lock(path: Path | None) -> Lock | None:
    """The passphrase stands in a file, because whoever shares the machine reads what stands on a command line."""
    if path is None:
        return None
    passphrase = path.read_text(encoding="utf-8-sig").strip()
    return Lock(passphrase, salt=secrets.token_bytes(16), nonce=secrets.token_bytes(12))


def _schema(_options: argparse.Namespace) -> int:
    print(json.dumps(plan_json_schema(), ensure_ascii=False, indent=1))
    return NO_ERROR


def _plan(path: Path) -> Plan:
    return load_plan(path.read_text(encoding="utf-8-sig"), str(path))


def _report(path: Path | None) -> ImportReport | None:
    return ImportReport.model_validate_json(path.read_bytes()) if path else None


def _cache_dir() -> Path:
    kept = os.environ.get("XDG_CACHE_HOME")
    return (Path(kept) if kept else Path.home() / ".cache") / "phrom"


def _in(options: argparse.Namespace, th: str, en: str) -> str:
    return th if options.language == "th" else en


def _why(options: argparse.Namespace, error: Exception) -> str:
    if isinstance(error, PlanFormatError):
        return "\n".join(error.lines(options.language))
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}"
    if isinstance(error, UnicodeDecodeError):
        return f"{options.plan}: {_in(options, 'ไฟล์นี้ไม่ใช่ข้อความ UTF-8', 'not UTF-8 text')}"
    return f"{options.report}: {_in(options, 'ไฟล์นี้ไม่ใช่รายงานการนำเข้า', 'not an import report')}"


def _unreadable(why: str) -> int:
    print(why, file=sys.stderr)
    return UNREADABLE
