"""Findings, laid out on a page: each stands once, beside the part of the plan that it is about."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from phrom.core.values.finding import Finding
from phrom.plans.queries import in_language
from phrom.plans.views.edit.sections import edit_url

SECTION_OF = {
    "continuity_team": "team",
    "people": "people",
    "threats": "threats",
    "impacts": "threats",
    "processes": "processes",
    "requirements": "strategies",
    "strategies": "strategies",
    "sites": "strategies",
    "suppliers": "strategies",
    "response": "response",
    "scenarios": "scenarios",
    "checklist": "checklist",
    "digital_services": "checklist",
    "infrastructure_service": "checklist",
    "strategy_map": "checklist",
}  # everything else is about the office and the plan as a whole
BASICS = "basics"
WEIGHT = {"error": 0, "warning": 1, "advice": 2}


@dataclass(frozen=True)
class Noted:
    """A finding in the language of the page; `ident` is where it stands on the page."""

    ident: str
    rule: str
    severity: str
    path: str
    what: str
    mend: str
    url: str = ""  # where it is mended, for whoever may


def section_of(path: str) -> str:
    return SECTION_OF.get(path.partition("/")[0], BASICS)


def section_titles() -> dict[str, str]:
    """The sections of a plan as pages show them, by name, in order."""
    return {
        "basics": _("ข้อมูลหน่วยงาน"),
        "people": _("บุคลากร"),
        "processes": _("กระบวนงาน (BIA)"),
        "team": _("คณะบริหารความต่อเนื่อง"),
        "threats": _("ความเสี่ยงและภัยคุกคาม"),
        "strategies": _("ทรัพยากรและกลยุทธ์"),
        "response": _("ขั้นตอนตามห้วงเวลา"),
        "scenarios": _("ขั้นตอนตามเหตุการณ์"),
        "checklist": _("แบบตรวจสอบความครบถ้วน"),
    }


class Noticeboard:
    """Hands out findings to the parts of the page; what no part asked for stays with its section."""

    def __init__(self, findings: tuple[Finding, ...], draft: int | None = None) -> None:
        """`draft`: the number of the draft in which the reader may mend them."""
        ordered = sorted(findings, key=lambda f: WEIGHT[f.severity])
        self.all = [
            Noted(
                f"f{n}",
                f.rule,
                f.severity,
                f.path,
                in_language(f.message),
                in_language(f.mend.text) if f.mend else "",
                edit_url(draft, f.path) if draft is not None else "",
            )
            for n, f in enumerate(ordered, 1)
        ]
        self._open = list(self.all)

    def beside(self, path: str) -> list[Noted]:
        """Those about this part or anything in it, taken off the board."""
        return self._take([n for n in self._open if n.path == path or n.path.startswith(path + "/")])

    def left_in(self, section: str) -> list[Noted]:
        """Those of a section that no part of it has taken."""
        return self._take([n for n in self._open if section_of(n.path) == section])

    def _take(self, taken: list[Noted]) -> list[Noted]:
        self._open = [n for n in self._open if n not in taken]
        return taken

    def count(self, severity: str, section: str | None = None) -> int:
        return sum(n.severity == severity and section in (None, section_of(n.path)) for n in self.all)

    @property
    def errors(self) -> list[Noted]:
        return [n for n in self.all if n.severity == "error"]
