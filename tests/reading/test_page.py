"""The page of figures: what was measured takes the place of what was, and the rest of the page stays."""

from tools.reading.cases import FORMATS
from tools.reading_scores import BEGIN, END, NONE, Result, tables, with_parts, written


def result(case: str, kind: str, mean: float) -> Result:
    return Result(case, kind, NONE, mean, (), 3, 40)


def test_figures_below_the_bar_are_marked_and_read_back() -> None:
    parts = tables([result("one-office", kind, 0.9612 if kind == "pdf" else 1.0) for kind in FORMATS], damaged=False)
    page = with_parts(f"# Page\n{BEGIN}\n{END}\nafter\n", parts)
    assert "| one-office | 1.000 | 1.000 | 1.000 | 0.961 ↓ | 3 of 40 |" in page
    assert written(page) == {("one-office", kind): "0.961" if kind == "pdf" else "1.000" for kind in FORMATS}


def test_what_was_not_measured_again_stays() -> None:
    page = f"# Page\n{BEGIN}\n\n### Undamaged\n\nold\n\n### Loss by damage\n\nkept\n\n{END}\nafter\n"
    again = with_parts(page, {"Undamaged": "new"})
    assert again == page.replace("old", "new")
