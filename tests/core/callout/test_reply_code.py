"""Reply codes: short, without look-alikes, tolerant in reading, limited in guessing."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.callout.play import START

from phrom.core.callout.reply_code import (
    ALPHABET,
    DIGITS,
    LETTERS,
    GuessLimit,
    code_length,
    codes_in,
    generate_codes,
    may_guess,
    normalise_code,
)

PEOPLE = [f"person-{n}" for n in range(300)]


@given(st.randoms(use_true_random=True))
@settings(deadline=None)
def test_every_person_gets_a_different_code_with_a_letter_and_a_digit(random: Random) -> None:
    codes = generate_codes(PEOPLE, random)
    assert set(codes) == set(PEOPLE)
    assert len(set(codes.values())) == len(PEOPLE)
    for code in codes.values():
        assert set(code) <= set(ALPHABET)
        assert set(code) & set(LETTERS)
        assert set(code) & set(DIGITS)


def test_no_character_of_the_alphabet_looks_like_another() -> None:
    for pair in ("0O", "1I", "1L", "2Z", "5S", "8B", "6G", "UV", "OQ"):
        assert len(set(pair) & set(ALPHABET)) < 2


@given(st.text(ALPHABET, min_size=4, max_size=6), st.randoms(use_true_random=True))
@settings(deadline=None)
def test_a_code_is_known_in_any_case_with_blanks_and_thai_digits(code: str, random: Random) -> None:
    typed = "".join(random.choice((c.lower(), c, f" {c}", f"{c}-")) for c in code)
    typed = "".join("๐๑๒๓๔๕๖๗๘๙"[int(c)] if c.isdigit() and random.random() < 0.5 else c for c in typed)
    assert normalise_code(typed) == code
    assert codes_in(typed)[-1] == code


@given(st.text())
@settings(deadline=None)
def test_any_text_can_be_normalised_and_doing_it_twice_changes_nothing(text: str) -> None:
    assert normalise_code(normalise_code(text)) == normalise_code(text)


@pytest.mark.parametrize(
    ("message", "codes"),
    [("รับทราบ K4P7 ครับ", ("K4P7",)), ("k๔p๗", ("K4P7",)), ("รับทราบ", ()), ("K4 P7", ("K4P7",)), ("K4P8", ())],
)
def test_a_code_is_found_in_a_message(message: str, codes: tuple[str, ...]) -> None:
    assert codes_in(message) == codes


def test_codes_grow_with_the_number_of_people() -> None:
    assert code_length(22) == 4
    assert code_length(5_000) > code_length(22)


def test_after_so_many_wrong_codes_there_is_a_pause_until_the_oldest_has_aged() -> None:
    limit = GuessLimit(tries=3, window=timedelta(minutes=10))
    wrong = [START + timedelta(minutes=m) for m in (0, 1, 2)]
    assert may_guess(wrong[:2], START + timedelta(minutes=2), limit).allowed
    verdict = may_guess(wrong, START + timedelta(minutes=3), limit)
    assert not verdict.allowed
    assert verdict.again_at == START + timedelta(minutes=10)
    assert may_guess(wrong, START + timedelta(minutes=10), limit).allowed


def test_codes_grow_longer_with_those_that_other_callouts_use() -> None:
    random, few = Random(1), PEOPLE[:20]  # noqa: S311 - not for real
    assert {len(c) for c in generate_codes(few, random).values()} == {4}
    assert {len(c) for c in generate_codes(few, random, in_use=300_000).values()} == {7}
