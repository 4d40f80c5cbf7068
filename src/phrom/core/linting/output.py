"""Findings for other programs (JSON) and for a terminal (text)."""

from collections.abc import Sequence
from typing import Any, Literal

from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual, ImportReport

_SEVERITY = {
    "error": Bilingual(th="ข้อผิดพลาด", en="error"),
    "warning": Bilingual(th="ข้อควรระวัง", en="warning"),
    "advice": Bilingual(th="ข้อแนะนำ", en="advice"),
}


def source_lines(finding: Finding, report: ImportReport | None) -> tuple[int, ...]:
    """The numbers of the source's lines behind a finding, in order; none without a report.

    The lines of its places and of what is in them. A place without a line of its own (nothing stands where it
    should be) has the lines of the nearest thing around it, such as those of the process that lacks its MTPD; a
    whole part of the plan is told by its heading alone.
    """
    if report is None:
        return ()
    lines = _lines_of(report, finding.path, around=True)
    for path in finding.other_paths:
        lines |= _lines_of(report, path)
    return tuple(sorted(lines)) or report.lines_behind(finding.path)


def _lines_of(report: ImportReport, path: str, *, around: bool = False) -> set[int]:
    """`around`: a place without lines has those of all that stands in the nearest thing around it."""
    found = _exactly(report, path) or _inside(report, path)
    while not found and "/" in path:
        path = path.rpartition("/")[0]
        found = _exactly(report, path)
        if around and "/" in path:
            found |= _inside(report, path)
    return found


def _inside(report: ImportReport, path: str) -> set[int]:
    return {n for reading in report.readings if reading.path.startswith(f"{path}/") for n in reading.lines}


def _exactly(report: ImportReport, path: str) -> set[int]:
    return {n for reading in report.readings if reading.path == path for n in reading.lines}


def findings_as_json(findings: Sequence[Finding], report: ImportReport | None = None) -> dict[str, Any]:
    """`{"findings": [{rule, severity, path, other_paths, source_lines, message: {th, en}, mend}]}`."""
    return {
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "path": finding.path,
                "other_paths": list(finding.other_paths),
                "source_lines": list(source_lines(finding, report)),
                "message": finding.message.model_dump(),
                "mend": finding.mend.model_dump() if finding.mend else None,
            }
            for finding in findings
        ]
    }


def findings_as_text(
    findings: Sequence[Finding], language: Literal["th", "en"] = "th", report: ImportReport | None = None
) -> str:
    """Findings as lines for a person: severity, rule, message, place, what to do; then how many there are."""
    lines: list[str] = []
    for finding in findings:
        lines.append(f"{_in(_SEVERITY[finding.severity], language)} {finding.rule}: {_in(finding.message, language)}")
        numbers = source_lines(finding, report)
        word = "บรรทัด" if language == "th" else "line"
        lines.append(f"    {finding.path}" + (f" ({word} {', '.join(map(str, numbers))})" if numbers else ""))
        if finding.mend:
            lines.append(f"    → {_in(finding.mend.text, language)}")
    return "\n".join([*lines, _summary(findings, language)]) + "\n"


def _summary(findings: Sequence[Finding], language: str) -> str:
    counts = {name: sum(finding.severity == name for finding in findings) for name in _SEVERITY}
    if not findings:
        return "ไม่พบข้อสังเกต" if language == "th" else "Nothing found"
    if language == "th":
        return " ".join(f"{_in(_SEVERITY[name], language)} {count} ข้อ" for name, count in counts.items() if count)
    parts = [
        f"{count} {name}{'s' if count > 1 and name != 'advice' else ''}" for name, count in counts.items() if count
    ]
    return ", ".join(parts)


def _in(text: Bilingual, language: str) -> str:
    return text.th if language == "th" else text.en
