"""The Content-Security-Policy forbids inline scripts and styles, so no template may hold one."""

import re
from pathlib import Path

import pytest

import phrom

SOURCE = Path(phrom.__file__).parent
TEMPLATES = sorted(p for p in SOURCE.rglob("templates/**/*.html"))
CODE = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)
SCRIPTS = sorted(SOURCE.rglob("static/**/*.js"))
FORBIDDEN = {
    "a style attribute": re.compile(r"""\sstyle\s*=\s*["'{]"""),
    "a style element": re.compile(r"<style\b"),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>"),
    "an inline handler": re.compile(r"""\son[a-z]+\s*=\s*["']"""),
    "a javascript: address": re.compile(r"javascript:"),
    "something from outside": re.compile(r"""(?:src|href|action|hx-get|hx-post)\s*=\s*["'](?:https?:)?//"""),
    "htmx that evaluates code": re.compile(r"""hx-(?:on|vars)\b|hx-(?:vals|headers)=["']js:|hx-trigger=["'][^"']*\["""),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_template_holds_nothing_that_the_policy_forbids(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


def test_scripts_evaluate_nothing_and_set_no_inline_style() -> None:
    bad = re.compile(r"\beval\(|new Function|innerHTML|\.style\.|setAttribute\(\s*[\"']style|document\.write")
    assert [str(p) for p in SCRIPTS if bad.search(p.read_text(encoding="utf-8"))] == []


def test_style_sheets_take_nothing_from_outside() -> None:
    sheets = sorted(SOURCE.rglob("static/**/*.css"))
    outside = re.compile(r"url\(\s*[\"']?(?:https?:)?//|@import")
    assert sheets
    assert [str(p) for p in sheets if outside.search(p.read_text(encoding="utf-8"))] == []


def test_no_line_of_thai_is_clipped_or_set_too_tight() -> None:
    """Marks above and below need room: line heights of at least 1.6, no letter-spacing, no clamping."""
    tight = []
    for path in sorted(SOURCE.rglob("static/**/*.css")):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"line-height:\s*([\d.]+)\b(?!px|rem)", text):
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.end()]
            if float(match[1]) < 1.6 and ".drop-picture" not in line:  # a picture, no text
                tight.append(line)
        assert "line-clamp" not in text
        assert not re.search(r"letter-spacing:(?!\s*0\b)", text)
    assert tight == []
