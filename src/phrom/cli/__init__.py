"""The command `phrom`. Two families: work on files (no database, no Django), and running the program."""

import argparse
import sys
from collections.abc import Sequence

from phrom.cli import on_files, on_paper, running

HELP = """\
พร้อม (Phrom) turns the continuity plan that an office has on paper into a system that runs in the worst hour.

on files, no database needed:
  phrom import plan.docx -o plan.yaml --report report.json   read Word, ODT, PDF, Excel or text
  phrom import --template -o form.xlsx                       an Excel workbook to fill in instead
  phrom check plan.yaml --report report.json                 what is wrong with the plan
  phrom render plan.yaml --as pdf -o plan.pdf                the plan in Thai government form
  phrom same-as plan.yaml photo.jpg                          was this printed page made from this plan?
  phrom schema                                               JSON Schema of the plan document

running the program:
  phrom up                                                   web and engine together; Ctrl-C stops both
  phrom verify-log                                           is the log book complete and unchanged?
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="phrom", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--language", choices=("th", "en"), default="th", help="language of what is printed (default: th)"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    on_files.add_commands(commands)
    on_paper.add_commands(commands)
    running.add_commands(commands)
    options = parser.parse_args(argv)
    try:
        return int(options.run(options))
    except BrokenPipeError:
        sys.stderr.close()
        return 0


if __name__ == "__main__":
    sys.exit(main())
