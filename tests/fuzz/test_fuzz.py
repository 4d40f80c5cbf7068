"""The short form of the fuzzing: some spoilt files of each format, drawn anew by hypothesis, and the first of the long
form (`make fuzz`), each read in a child process with bounded time and memory and no network."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.long import spoilt_file
from tests.fuzz.mutations import WAYS, Mutation, spoilt, ways_for
from tests.fuzz.reading_room import ReadingRoom
from tests.fuzz.seeds import FORMATS, seed

FIRST = 10
PATIENT = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    with ReadingRoom() as opened:
        yield opened


@pytest.mark.parametrize("kind", FORMATS)
def test_a_sound_file_is_read(room: ReadingRoom, kind: str) -> None:
    assert room.read(f"plan.{kind}", seed(kind)).what == "read"


@pytest.mark.parametrize("kind", FORMATS)
def test_the_first_files_of_the_long_form_are_read_or_refused(room: ReadingRoom, kind: str) -> None:
    outcomes = {number: room.read(f"plan.{kind}", spoilt_file(kind, number)) for number in range(FIRST)}
    assert {number: o.what for number, o in outcomes.items() if o.is_fault} == {}


def mutations_of(kind: str) -> st.SearchStrategy[list[Mutation]]:
    share = st.floats(0, 1, allow_nan=False)
    one = st.tuples(st.sampled_from(sorted(set(ways_for(kind)))), share, share, st.integers(0, 65535))
    return st.lists(one, min_size=1, max_size=5)


@PATIENT
@given(data=st.data())
@pytest.mark.parametrize("kind", FORMATS)
def test_any_spoilt_file_is_read_or_refused(room: ReadingRoom, kind: str, data: st.DataObject) -> None:
    outcome = room.read(f"plan.{kind}", spoilt(seed(kind), data.draw(mutations_of(kind))))
    assert not outcome.is_fault, outcome


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_spoiling_spoils_something(way: str) -> None:
    kind = next(kind for kind in ("txt", "pdf", "docx") if way in ways_for(kind))
    tries = (spoilt(seed(kind), [(way, a / 7, b / 7, 977 * a + b)]) for a in (1, 3, 6) for b in (2, 5))
    assert any(data != seed(kind) for data in tries)


def test_the_room_says_so_when_a_file_hangs_dies_or_floods() -> None:
    with ReadingRoom(seconds=0.0) as impatient:
        assert impatient.read("plan.docx", seed("docx")).what.startswith("fault: slow")
    with ReadingRoom(megabytes=40) as poor:
        assert poor.read("plan.pdf", seed("pdf")).is_fault
