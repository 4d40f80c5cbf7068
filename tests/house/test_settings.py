"""Every setting that the program reads from the environment is documented, and nothing else is."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/operate/settings.md"


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    read = set()
    for file in (ROOT / "src/phrom").rglob("*.py"):
        read |= set(
            re.findall(r"(?:environ(?:\.get\(|\[)|_number\()\s*\"([A-Z_]+)\"", file.read_text(encoding="utf-8"))
        )
    documented = set(re.findall(r"^\| `([A-Z_]+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert documented == read - {"DJANGO_SETTINGS_MODULE"}
