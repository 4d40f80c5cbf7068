"""Commands that run the program: `up`, `engine`, `prepare`, `verify-log`. Django is loaded only inside them."""

import argparse
import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from phrom.cli.supervisor import alone, bring_up, web_command


def add_commands(commands: Any) -> None:
    """Add the commands to the parser."""
    command = commands.add_parser(
        "up",
        help="run web and engine together",
        description="Everything is kept in the folder named by PHROM_DATA (default: var). Ctrl-C stops both.",
    )
    command.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets other devices of the office's network in")
    command.add_argument("--port", type=int, default=8000, help="the next free one is taken if it is in use")
    command.set_defaults(run=lambda options: bring_up(options.host, options.port))

    command = commands.add_parser(
        "prepare", help="make the database ready; prints a first-sign-in code if nobody has an account"
    )
    command.set_defaults(run=_prepare)

    command = commands.add_parser("web", help="run the web alone (`up` does it for you on one machine)")
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--workers", type=int, default=1, help="processes; on PostgreSQL one for each core")
    command.set_defaults(run=_web)

    command = commands.add_parser("engine", help="run one engine of the call tree (`up` does it for you)")
    command.set_defaults(run=_engine)

    command = commands.add_parser(
        "verify-log",
        help="prove that the log book is complete and unchanged",
        description="Exit code 0: every chain is whole; 1: a broken entry was found and is named.",
    )
    command.add_argument("file", nargs="?", type=Path, help="an exported book; without it: every office's book here")
    command.set_defaults(run=_verify_log)


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")
    import django  # noqa: PLC0415 - commands on files run without it

    django.setup()


def _prepare(_options: argparse.Namespace) -> int:
    _django()
    from django.core.checks import Tags, run_checks  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    # only what can have changed since the last start; all other checks are those of the code
    faults = [fault for fault in run_checks(tags=[Tags.database], databases=["default"]) if fault.is_serious()]
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        return 1
    from phrom.offices.actions import ensure_first_office  # noqa: PLC0415

    if code := ensure_first_office():
        print(code)
    return 0


def _web(options: argparse.Namespace) -> int:
    command = web_command(options.host, options.port, options.workers)
    os.execv(command[0], command)  # noqa: S606 - this process becomes the server


def _engine(_options: argparse.Namespace) -> int:
    _django()
    from django.db import connection  # noqa: PLC0415

    from phrom.callouts.engine import Engine  # noqa: PLC0415

    sqlite = connection.vendor == "sqlite"
    if sqlite:
        lock = Path(f"{connection.settings_dict['NAME']}.engine").open("a+")  # noqa: SIM115 - held until this process ends
        if not alone(lock):
            print(_SECOND_ENGINE, file=sys.stderr)
            return 1
    asyncio.run(Engine(alone=sqlite).run())
    return 0


_SECOND_ENGINE = (
    "ฐานข้อมูลนี้มีเครื่องแจ้งเหตุทำงานอยู่แล้ว และ SQLite ใช้ได้ทีละเครื่อง หากต้องการหลายเครื่องให้ใช้ PostgreSQL (DATABASE_URL)\n"
    "An engine is at work on this database already, and SQLite takes one. For several, use PostgreSQL (DATABASE_URL)."
)


def _verify_file(path: Path, language: str) -> int:
    """An exported book, far from the database that it came from."""
    from phrom.core.log_entry.book_file import NotABookError, verify_book  # noqa: PLC0415

    try:
        with path.open(encoding="utf-8") as lines:
            head, verdict = verify_book(lines)
    except (NotABookError, OSError, UnicodeDecodeError) as error:
        print(f"{path}: {error}")
        return 1
    if verdict.ok:
        thai = f"ครบ {verdict.count} รายการ ลำดับไม่ถูกแก้ ผนึกของรายการสุดท้าย {verdict.last_hash[:16]}"
        english = f"complete, {verdict.count} entries, seal intact; seal of the last entry {verdict.last_hash[:16]}"
        print(f"{head.office}: {thai if language == 'th' else english}")
        return 0
    why = verdict.reason.th if verdict.reason and language == "th" else verdict.reason.en if verdict.reason else ""
    print(f"{head.office}: {verdict.first_broken}: {why}")
    return 1


def _verify_log(options: argparse.Namespace) -> int:
    if options.file is not None:
        return _verify_file(options.file, options.language)
    _django()
    from phrom.logbook.queries import verify_every_chain  # noqa: PLC0415

    whole = True
    for office, verdict in verify_every_chain():
        whole = whole and verdict.ok
        print(f"{office}: {verdict.sentence(options.language)}")
    return 0 if whole else 1
