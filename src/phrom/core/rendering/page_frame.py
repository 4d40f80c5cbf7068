"""What stands on every page of every printed document: title, office, version, digits, marks, when and by whom."""

from datetime import datetime
from typing import Any

from phrom.core.plan.document import Plan
from phrom.core.rendering.copy_mark import mark_data
from phrom.core.rendering.printing import NO_MARK, Printing, PrintMark
from phrom.core.rendering.typst_pdf import TextWriter
from phrom.core.values.thai_date import moment_words
from phrom.core.values.thai_number import Digits


def document_data(write: TextWriter, plan: Plan, printing: Printing, name: str) -> dict[str, Any]:
    """What every template is given for its pages. `name`: the document's own name."""
    return {
        **frame_data(
            write,
            plan,
            digits=printing.digits,
            practice=printing.practice,
            version_label=printing.version_label,
            mark=printing.mark,
            name=name,
        ),
        "name": write.text(name),
        "of_plan": write.text(_with_office(plan.title, plan)),
        "office_name": write.text(plan.organisation.name),
        "printed": printed_words(write, printing.printed_at, printing.printed_by),
    }


def frame_data(
    write: TextWriter,
    plan: Plan,
    *,
    digits: Digits,
    practice: bool,
    version_label: str | None,
    mark: PrintMark = NO_MARK,
    name: str | None = None,
) -> dict[str, Any]:
    """What stands on every page. `name`: the document's own name, where it is not the plan itself."""
    title = _with_office(name or plan.title, plan)
    return {
        "title": write.plain(f"{'(ซ้อม) ' if practice else ''}{'(ร่าง) ' if mark.draft else ''}{title}"),
        "office": write.plain(plan.organisation.name),
        "running": write.text(title),
        "version": write.text(version_label) if version_label else None,
        "practice": practice,
        "digits": digits,
        "mark": mark_data(write, plan, mark),
    }


def _with_office(title: str, plan: Plan) -> str:
    """Many plans have the office's name in their title already."""
    office = plan.organisation.name
    return title if office in title else f"{title} {office}"


def printed_words(write: TextWriter, printed_at: datetime | None, printed_by: str | None) -> list[Any] | None:
    """`พิมพ์เมื่อ … โดย …`, as far as it is known."""
    parts = [f"พิมพ์เมื่อ {moment_words(printed_at)}"] if printed_at else []
    parts += [f"โดย {printed_by}" if printed_at else f"พิมพ์โดย {printed_by}"] if printed_by else []
    return write.text(" ".join(parts)) if parts else None
