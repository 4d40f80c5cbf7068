"""What of an incident falls due while the power is cut as planned."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from phrom.core.response.power_cuts import cut_at
from phrom.core.response.processes import ProcessStatus
from phrom.incidents.queries import Incident, PowerCut
from phrom.response.queries import TaskView
from phrom.response.queries.meetings import Meeting, meetings_of


@dataclass(frozen=True)
class DueThen:
    """Unsettled tasks that are due in the cut, processes whose time runs out in it, meetings that are held in it."""

    cut: PowerCut
    tasks: tuple[TaskView, ...]
    processes: tuple[ProcessStatus, ...]
    meetings: tuple[Meeting, ...]

    @property
    def steps(self) -> list[tuple[TaskView, int]]:
        """The tasks step by step, each with how many have it before them."""
        count = Counter((t.spec.text, t.spec.due_at) for t in self.tasks)
        first = {(t.spec.text, t.spec.due_at): t for t in reversed(self.tasks)}
        return [(first[step], n) for step, n in count.items()]

    def __bool__(self) -> bool:
        return bool(self.tasks or self.processes or self.meetings)


def due_in_cuts(
    incident: Incident, cuts: Sequence[PowerCut], tasks: Iterable[TaskView], processes: Iterable[ProcessStatus]
) -> list[DueThen]:
    """For each cut, in their order."""
    if not cuts:
        return []
    left = [(cut_at(cuts, t.spec.due_at), t) for t in tasks if not t.settled]
    running = [(cut_at(cuts, p.clock.deadline), p) for p in processes if p.running]
    waiting = [m for m in meetings_of(incident) if m.held_at is None and m.cancelled_at is None]
    held = [(cut_at(cuts, m.starts_at), m) for m in waiting]
    return [
        DueThen(
            cut,
            tuple(t for at, t in left if at is cut),
            tuple(p for at, p in running if at is cut),
            tuple(m for at, m in held if at is cut),
        )
        for cut in cuts
    ]
