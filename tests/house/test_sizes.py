"""Sizes at which a file is read with ease. A limit that hurts means that a room holds two things."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIMITS = {".py": 500, ".html": 200, ".js": 150, ".css": 500, ".typ": 500}


def sources() -> list[Path]:
    found = [p for top in ("src", "tests", "benchmarks") for p in (ROOT / top).rglob("*") if p.suffix in LIMITS]
    return [p for p in found if "migrations" not in p.parts and "cases" not in p.parts]


@pytest.mark.parametrize("suffix", LIMITS)
def test_no_file_is_longer_than_its_limit(suffix: str) -> None:
    too_long = {
        str(p.relative_to(ROOT)): n
        for p in sources()
        if p.suffix == suffix and (n := len(p.read_text(encoding="utf-8").splitlines())) > LIMITS[suffix]
    }
    assert too_long == {}


def test_no_room_is_called_by_a_name_that_says_nothing() -> None:
    empty_names = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "service", "services"}
    assert [str(p.relative_to(ROOT)) for p in sources() if p.stem in empty_names or empty_names & set(p.parts)] == []
