"""The reach curve: people over minutes, as numbers for the template; drawn wide and narrow."""

from dataclasses import dataclass
from math import ceil

from phrom.core.callout.reach import ReachPoint

MINUTES = (5, 10, 20, 30, 60, 120, 240, 480, 1440, 2880, 10080)
LEFT, RIGHT_GAP, TOP, BOTTOM = 44, 16, 24, 46  # room for the axes' words


@dataclass(frozen=True)
class Mark:
    at: float
    word: str

    @property
    def text_y(self) -> float:
        return self.at + 5


@dataclass(frozen=True)
class ReachPicture:
    """`path`: the course as steps; `dot`: where it stands now; `flat_since`: the minute of the last answer."""

    width: int
    height: int
    path: str
    dot: tuple[float, float]
    people: int
    whole: int
    rows: tuple[Mark, ...]
    columns: tuple[Mark, ...]

    @property
    def left(self) -> int:
        return LEFT

    @property
    def top(self) -> int:
        return TOP

    @property
    def row_words_x(self) -> int:
        return LEFT - 8

    @property
    def column_words_y(self) -> int:
        return self.bottom + 20

    @property
    def right(self) -> int:
        return self.width - RIGHT_GAP

    @property
    def bottom(self) -> int:
        return self.height - BOTTOM

    @property
    def number_at(self) -> tuple[float, float, str]:
        """Where the number stands, so that it is neither on the line nor outside the picture."""
        x, y = self.dot
        beside_left = x > self.width - 110
        return (
            x - 12 if beside_left else x + 12,
            y + 22 if y < self.bottom - 40 else y - 10,
            "end" if beside_left else "",
        )


def reach_picture(
    points: tuple[ReachPoint, ...], whole: int, now_minute: float, *, width: int, height: int
) -> ReachPicture:
    """Scale a course of reach; `whole` is everybody who is to answer."""
    span = next((m for m in MINUTES if m >= max(now_minute, 1)), ceil(now_minute))
    top_value = max(whole, 1)

    def x(minute: float) -> float:
        return round(LEFT + min(minute, span) / span * (width - LEFT - RIGHT_GAP), 1)

    def y(people: int) -> float:
        return round(height - BOTTOM - people / top_value * (height - BOTTOM - TOP), 1)

    path = [f"M{x(0)} {y(0)}"]
    for point in points[1:]:
        path.append(f"H{x(point.minute)}V{y(point.acknowledged)}")
    last = points[-1].acknowledged
    path.append(f"H{x(now_minute)}")
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**9) if top_value / s <= 6)
    minute_step = span / 4 if span % 4 == 0 else span / 5
    return ReachPicture(
        width=width,
        height=height,
        path="".join(path),
        dot=(x(now_minute), y(last)),
        people=last,
        whole=whole,
        rows=tuple(Mark(y(n), str(n)) for n in range(0, top_value + 1, step)),
        columns=tuple(Mark(x(m), f"{m:g}") for m in _marks(span, minute_step)),
    )


def _marks(span: float, step: float) -> list[float]:
    return [round(step * i, 1) for i in range(int(span / step) + 1)]
