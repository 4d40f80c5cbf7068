"""docs/operate/reliability.md: one part a command; each writes its own and leaves the other as it stands."""

import re
from collections.abc import Mapping
from pathlib import Path

from tests.fresh_database import ROOT

PAGE = ROOT / "docs/operate/reliability.md"
PARTS = {"Every trouble": "make chaos", "Kills alone": "make chaos-kills"}
_HEAD = """# How reliable is the call tree?

Written by commands: each part says which, when, and only what it saw. Each course is a real call by SMS with real
processes (web, one or two engines, database) and a provider of our own that misbehaves. In the end of each course must
hold:

- Every person is in exactly one state, the same by events and by rows, and every message has an outcome. Nobody was
  given up untried. What was said to be delivered stays so.
- Nobody who answered was called again; every answer that the web confirmed counts.
- No message was accepted twice by the provider. Nobody whose call is in doubt (the provider may have taken it, we do
  not know) is sent another one over the same channel: it goes on with the next channel, the caller's list, the
  alternate.
- Events and log book have no gap and no entry missing, and the chain is whole.
- The watcher found nothing to mend, but where the clock was set back (alarms then lie too far ahead).
"""


def write_part(name: str, text: str, page: Path = PAGE) -> None:
    """`text` under the heading `name`."""
    parts = parts_of(page.read_text(encoding="utf-8")) if page.exists() else {}
    page.write_text(whole({**parts, name: text}), encoding="utf-8")


def parts_of(page: str) -> dict[str, str]:
    """The text under each heading of second rank."""
    pieces = re.split(r"^## (.+)\n", page, flags=re.MULTILINE)
    return {name: text.strip() for name, text in zip(pieces[1::2], pieces[2::2], strict=True)}


def whole(parts: Mapping[str, str]) -> str:
    """The page; a part that is not there yet says by which command it is written."""
    shown = {name: parts.get(name, f"Not measured yet: `{command}`.") for name, command in PARTS.items()}
    return "\n".join([_HEAD, *(f"## {name}\n{text.strip()}\n" for name, text in shown.items())])
