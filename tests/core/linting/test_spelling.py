"""How far two spellings are apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phrom.core.linting.spelling import edits


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("", "", 0), ("ab", "ba", 1), ("abc", "abd", 1), ("abc", "abcd", 1), ("kitten", "sitting", 3), ("abcdef", "x", 4)],
)
def test_edits_are_counted(one: str, other: str, apart: int) -> None:
    assert edits(one, other) == apart


@given(st.text("abก", max_size=8), st.text("abก", max_size=8))
def test_edits_are_the_same_both_ways_and_none_for_the_same_word(one: str, other: str) -> None:
    assert edits(one, other) == edits(other, one)
    assert (edits(one, other) == 0) == (one == other)
