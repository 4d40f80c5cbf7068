"""The map in ARCHITECTURE.md names every room, and no room that is not there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def rooms() -> set[str]:
    source = ROOT / "src/phrom"
    found = {p for p in source.iterdir() if p.is_dir() and not p.name.startswith("_")}
    found |= {p for p in (source / "core").iterdir() if p.is_dir() and not p.name.startswith("_")}
    return {str(p.relative_to(source)) for p in found}


def test_the_map_names_every_room_and_no_other() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    map_ = text.split("## The map", 1)[1].split("\n## ", 1)[0]
    assert set(re.findall(r"^\| `([a-z_/]+)/`", map_, re.MULTILINE)) == rooms()
