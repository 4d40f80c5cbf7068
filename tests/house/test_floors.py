"""`actions` is the only floor that writes; what import-linter cannot see of the floors."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src/phrom"
APPS = sorted(p.parent.name for p in SOURCE.glob("*/apps.py") if p.parent.name != "channels")
WRITES = re.compile(
    r"\bwrite_entry\(|\.save\(|\.a?(?:bulk_create|get_or_create|update_or_create|bulk_update|select_for_update)\("
    r"|\bobjects(?:\.\w+\([^\n]*\))?\.a?(?:create|update|delete)\("
)


def outside_actions(app: str) -> list[Path]:
    files = [p for p in (SOURCE / app).rglob("*.py") if "migrations" not in p.parts]
    return [p for p in files if "actions" not in p.relative_to(SOURCE).parts and p.name != "actions.py"]


@pytest.mark.parametrize("app", APPS)
def test_nothing_but_actions_writes(app: str) -> None:
    found = {
        f"{path.relative_to(SOURCE)}:{number}": line.strip()
        for path in outside_actions(app)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if WRITES.search(line)
    }
    assert found == {}


def test_a_write_would_be_seen() -> None:
    assert WRITES.search("EngineBeat.objects.filter(beat_at__lt=now).delete()")
    assert WRITES.search("    write_entry(1, 'x', {})")
    assert not WRITES.search("queries.open_incidents(1).filter(pk=2).first()")
