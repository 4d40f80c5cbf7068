"""What every printed page says about itself: draft or not, which copy of how many, and the code that tells later
whether the page is still in force."""

from io import BytesIO
from typing import Any

import segno

from phrom.core.plan.document import Plan
from phrom.core.plan.version_code import qr_text, shown, version_code
from phrom.core.rendering.printing import Copy, PrintMark
from phrom.core.rendering.typst_pdf import TextWriter

UNCONTROLLED = "สำเนาไม่ควบคุม"


def mark_data(write: TextWriter, plan: Plan, mark: PrintMark) -> dict[str, Any]:
    """The mark as the templates take it."""
    code = version_code(plan)
    return {
        "draft": mark.draft,
        "copy": write.text(copy_words(mark.copy)),
        "code": shown(code),
        "qr": qr_svg(qr_text(code, mark.version, mark.copy.number if mark.copy else None)),
    }


def copy_words(copy: Copy | None) -> str:
    """`สำเนาที่ 2 จาก 5 ผู้ถือ: …`."""
    if copy is None:
        return UNCONTROLLED
    holder = f" ผู้ถือ: {copy.holder}" if copy.holder else ""
    return f"สำเนาที่ {copy.number} จาก {copy.of}{holder}"


def qr_svg(text: str) -> str:
    """A QR as SVG, without a quiet zone: white space around it is left by who draws it."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None
    )
    return out.getvalue().decode()
