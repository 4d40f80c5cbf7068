"""Templates are laid out for reading, and no line break shows on the page."""

import pytest
from tools.templates import WIDTH, UnbalancedError, laid_out

from tests.house.test_templates import SOURCE, TEMPLATES

PARAGRAPH = "<div><h1>{{ name }}</h1><p>{% if a %}มี{% else %}ไม่มี{% endif %}ผู้รับหน้าที่ {{ n }} คน</p></div>"
LIST = "<p>{% for n in names %}{{ n }}{% if not forloop.last %}, {% endif %}{% endfor %}</p>"


def test_every_template_is_laid_out_as_the_tool_does() -> None:
    otherwise = [
        str(p.relative_to(SOURCE)) for p in TEMPLATES if laid_out(p.read_text("utf-8")) != p.read_text("utf-8")
    ]
    assert otherwise == [], "run `make format`"


def test_elements_of_their_own_lines_are_indented_and_their_sentences_stay_whole() -> None:
    assert laid_out(PARAGRAPH + PARAGRAPH) == 2 * (
        "<div>\n  <h1>{{ name }}</h1>\n  <p>{% if a %}มี{% else %}ไม่มี{% endif %}ผู้รับหน้าที่ {{ n }} คน</p>\n</div>\n"
    )


@pytest.mark.parametrize("sentence", ["ก" * 200, "{{ a }}{{ b }}" * 20, LIST * 3])
def test_no_blank_comes_where_there_was_none(sentence: str) -> None:
    long = f"<p>{sentence}</p>"
    bare = laid_out(long).replace("<p>\n", "<p>").replace("\n</p>", "</p>").replace("\n", "")
    assert bare.replace("  ", "") == long


def test_a_long_line_breaks_where_there_is_a_blank_already() -> None:
    lines = laid_out("<p>" + "คำ " * 100 + "</p>").splitlines()
    assert len(lines) > 3
    assert all(len(line) <= WIDTH for line in lines)
    assert " ".join(" ".join(lines).split()) == "<p> " + "คำ " * 100 + "</p>"


def test_what_is_inside_a_text_field_is_not_touched() -> None:
    field = "<div><textarea name=x>\n  สองบรรทัด\n   {{ text }}\n</textarea></div>"
    assert "<textarea name=x>\n  สองบรรทัด\n   {{ text }}\n</textarea>" in laid_out(field)


@pytest.mark.parametrize("text", ["<div>{% if a %}</div>{% endif %}", "<p>"])
def test_a_template_whose_tags_cross_is_refused(text: str) -> None:
    with pytest.raises(UnbalancedError):
        laid_out(text)
