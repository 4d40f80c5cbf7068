from pathlib import Path

import pypdfium2
import pytest

from phrom.cli import main

PLAN = Path(__file__).parents[1] / "cases/plans/huaisommut-2567.yaml"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photograph of a page that the program printed."""
    folder = tmp_path_factory.mktemp("paper")
    assert main(["render", str(PLAN), "--as", "strategy-map", "-o", str(folder / "map.pdf")]) == 0
    picture = folder / "photo.jpg"
    pypdfium2.PdfDocument(folder / "map.pdf")[0].render(scale=2).to_pil().convert("RGB").save(picture)
    return picture


def test_a_photographed_page_is_known_as_this_plans(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["same-as", str(PLAN), str(page)]) == 0
    code = capsys.readouterr().out.split(":")[0]
    assert main(["same-as", str(PLAN), code.lower()]) == 0


def test_a_picture_whose_name_looks_like_a_code_is_still_read(page: Path, tmp_path: Path) -> None:
    named = tmp_path / "pla-ced-306" / "photo.jpg"
    named.parent.mkdir()
    named.write_bytes(page.read_bytes())
    assert main(["same-as", str(PLAN), str(named)]) == 0


def test_after_a_change_in_the_plan_the_page_is_of_another_state(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = tmp_path / "plan.yaml"
    changed.write_text(PLAN.read_text(encoding="utf-8").replace("title: ", "title: ใหม่ ", 1), encoding="utf-8")
    assert main(["same-as", str(changed), str(page)]) == 1
    assert "ไม่ตรงกับแผนนี้" in capsys.readouterr().out


@pytest.mark.parametrize("page", ["K7Q-W9M-2X5", "no-such-file.jpg", str(PLAN)])
def test_what_cannot_be_read_is_said_in_words(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "same-as", str(PLAN), page]) == 2
    assert capsys.readouterr().err
