"""The threat matrix as a grid: each cell is a button that goes on to the next answer."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from phrom.core.plan.document import AREAS, Plan
from phrom.plans.views import wording

_NEXT = {None: "yes", True: "no", False: ""}  # not assessed, affected, not affected, and round again


@dataclass(frozen=True)
class Cell:
    area: str
    label: str  # what a screen reader says: threat, area, answer
    affected: bool | None
    op: str

    @property
    def words(self) -> str:
        return {True: _("กระทบ"), False: _("ไม่กระทบ"), None: _("ยังไม่ประเมิน")}[self.affected]


def threat_grid(plan: Plan) -> list[tuple[str, str, list[Cell]]]:
    """Rows of the grid: id and name of the threat, and a cell for each resource area."""
    held = {(cell.threat, cell.area): cell.affected for cell in plan.impacts}
    return [
        (one.id, one.name, [_cell(one.id, one.name, area, held.get((one.id, area))) for area in AREAS])
        for one in plan.threats
    ]


def _cell(threat: str, name: str, area: str, affected: bool | None) -> Cell:
    words = _(wording.AREAS[area])
    return Cell(words, f"{name}, {words}", affected, f"put:{threat}/{area}/{_NEXT[affected]}")
