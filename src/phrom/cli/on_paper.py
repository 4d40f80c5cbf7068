"""The command `same-as`: is a printed page of this plan file? By its code, or by a picture of the page."""

import argparse
import sys
from pathlib import Path
from typing import Any

from phrom.core.plan.problem import PlanFormatError
from phrom.core.plan.text_form import load_plan
from phrom.core.plan.version_code import PrintedCode, read_code, shown, version_code

SAME, ANOTHER, UNREADABLE = 0, 1, 2


def add_commands(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "same-as",
        help="say whether a printed page was made from this plan",
        description="Exit code 0: from this plan as it is; 1: from another state or plan; 2: nothing could be read.",
    )
    command.add_argument("plan", type=Path)
    command.add_argument("page", help="the code at the foot of the page, or a picture (or PDF) of the page")
    command.set_defaults(run=_same_as)


def _same_as(options: argparse.Namespace) -> int:
    thai = options.language == "th"
    try:
        plan = load_plan(options.plan.read_text(encoding="utf-8-sig"), str(options.plan))
        printed = _printed(options.page)
    except PlanFormatError as error:
        return _unreadable("\n".join(error.lines(options.language)))
    except UnicodeDecodeError:
        return _unreadable(f"{options.plan}: {'ไฟล์นี้ไม่ใช่ข้อความ UTF-8' if thai else 'not UTF-8 text'}")
    except OSError as error:
        return _unreadable(f"{error.filename}: {error.strerror}")
    if printed is None:
        return _unreadable("อ่านรหัสของหน้านี้ไม่ได้" if thai else "no code of a printed page could be read")
    code = version_code(plan)
    if printed.code == code:
        words = "หน้านี้พิมพ์จากแผนนี้ตามที่เป็นอยู่" if thai else "printed from this plan as it is"
        print(f"{shown(code)}: {words}")
        return SAME
    if thai:
        print(f"หน้านี้ ({shown(printed.code)}) ไม่ตรงกับแผนนี้ ({shown(code)}): พิมพ์ก่อนแก้ไข หรือจากแผนอื่น")
    else:
        print(f"The page ({shown(printed.code)}) is not of this plan ({shown(code)}): it changed, or is another")
    return ANOTHER


def _printed(page: str) -> PrintedCode | None:
    """What was typed is the name of a picture, or else a code. Raises OSError where there is no such file."""
    if not Path(page).is_file() and (printed := read_code(page)):
        return printed
    from phrom.core.importing.code_picture import NotAPictureError, code_in_picture  # noqa: PLC0415 - slow to load

    try:
        return code_in_picture(Path(page).read_bytes())
    except NotAPictureError:
        return None


def _unreadable(why: str) -> int:
    print(why, file=sys.stderr)
    return UNREADABLE
