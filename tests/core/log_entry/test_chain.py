"""The sealed chain: any single change, loss, swap or insertion is found, and at the right entry."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phrom.core.log_entry.chain import (
    LogEntry,
    SealedEntry,
    UnsealableError,
    canonical,
    genesis_hash,
    seal,
    sealed,
    verify,
)

Body = tuple[datetime, datetime, str, str, dict[str, object], bool, str | None]
BOOK = "office-1/incident-7"
START = datetime(2026, 8, 21, 1, 26, tzinfo=UTC)

plain_text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | plain_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain_text, inner, max_size=3),
    max_leaves=6,
)
data = st.dictionaries(plain_text, json_values, max_size=3)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
bodies = st.tuples(moments, moments, plain_text, plain_text, data, st.booleans(), st.none() | plain_text)


def chain(
    contents: list[tuple[datetime, datetime, str, str, dict[str, object], bool, str | None]],
) -> list[SealedEntry]:
    previous, entries = genesis_hash(BOOK), []
    for number, content in enumerate(contents, start=1):
        entries.append(sealed(previous, LogEntry(number, *content)))
        previous = entries[-1].hash
    return entries


chains = st.lists(bodies, min_size=1, max_size=8).map(chain)


def entry(**changes: object) -> LogEntry:
    first = LogEntry(1, START, START, "user-3", "note.written", {"text": "น้ำเข้าชั้นล่าง"}, False)
    return replace(first, **changes)  # type: ignore[arg-type]


@given(chains)
def test_a_whole_book_is_found_whole(entries: list[SealedEntry]) -> None:
    verdict = verify(BOOK, iter(entries), head=(len(entries), entries[-1].hash))
    assert (verdict.ok, verdict.count, verdict.last_hash) == (True, len(entries), entries[-1].hash)
    assert verdict.first_broken is None


def changes_of(found: LogEntry) -> Iterator[LogEntry]:
    yield replace(found, happened_at=found.happened_at + timedelta(microseconds=1))
    yield replace(found, written_at=found.written_at - timedelta(microseconds=1))
    yield replace(found, author=found.author + "x")
    yield replace(found, kind=found.kind + "x")
    yield replace(found, data={**found.data, "added": None})
    yield replace(found, practice=not found.practice)
    yield replace(found, incident=(found.incident or "") + "x")
    yield replace(found, number=found.number + 1)


@given(chains, st.data())
def test_a_changed_entry_is_found_where_it_stands(entries: list[SealedEntry], draw: st.DataObject) -> None:
    at = draw.draw(st.integers(0, len(entries) - 1))
    for changed in changes_of(entries[at].entry):
        broken = [*entries[:at], replace(entries[at], entry=changed), *entries[at + 1 :]]
        verdict = verify(BOOK, broken)
        assert (verdict.ok, verdict.count, verdict.first_broken) == (False, at, at + 1)
        assert verdict.reason is not None


@given(chains, st.data())
def test_a_changed_entry_that_was_sealed_anew_is_found_at_the_next(
    entries: list[SealedEntry], draw: st.DataObject
) -> None:
    at = draw.draw(st.integers(0, len(entries) - 1))
    forged = sealed(entries[at].previous_hash, replace(entries[at].entry, author=entries[at].entry.author + "x"))
    broken = [*entries[:at], forged, *entries[at + 1 :]]
    if at + 1 < len(entries):
        assert verify(BOOK, broken).first_broken == at + 2
    else:  # nothing follows: only the head noted elsewhere tells
        assert verify(BOOK, broken).ok
        assert verify(BOOK, broken, head=(len(entries), entries[-1].hash)).first_broken == at + 1


@given(chains, st.data())
def test_a_removed_entry_is_missed_at_its_place(entries: list[SealedEntry], draw: st.DataObject) -> None:
    at = draw.draw(st.integers(0, len(entries) - 1))
    broken = [*entries[:at], *entries[at + 1 :]]
    verdict = verify(BOOK, broken, head=(len(entries), entries[-1].hash))
    assert (verdict.ok, verdict.first_broken) == (False, at + 1)


@given(chains.filter(lambda entries: len(entries) > 1), st.data())
def test_two_swapped_entries_are_found_at_the_first(entries: list[SealedEntry], draw: st.DataObject) -> None:
    one, other = sorted(draw.draw(st.sets(st.integers(0, len(entries) - 1), min_size=2, max_size=2)))
    broken = [*entries]
    broken[one], broken[other] = broken[other], broken[one]
    assert verify(BOOK, broken).first_broken == one + 1


@given(chains, bodies, st.data())
def test_an_entry_put_in_is_found_at_it_or_right_after(
    entries: list[SealedEntry],
    content: Body,
    draw: st.DataObject,
) -> None:
    at = draw.draw(st.integers(0, len(entries) - 1))
    inserted = sealed(entries[at].previous_hash, LogEntry(at + 1, *content))
    verdict = verify(BOOK, [*entries[:at], inserted, *entries[at:]])
    assert verdict.first_broken == at + 2


@given(chains)
def test_a_book_does_not_pass_for_another(entries: list[SealedEntry]) -> None:
    verdict = verify("another book", entries)
    assert verdict.first_broken == 1
    assert verdict.reason is not None
    assert "beginning" in verdict.reason.en


def test_an_empty_book_is_whole_unless_entries_are_known_to_be_missing() -> None:
    assert verify(BOOK, []).ok
    assert verify(BOOK, [], head=(3, "f" * 64)).first_broken == 1


@given(st.builds(entry, happened_at=moments, data=data))
def test_the_seal_is_the_same_after_a_database_kept_the_entry(found: LogEntry) -> None:
    bangkok = timezone(timedelta(hours=7))
    keys_moved = dict(reversed(list(json.loads(json.dumps(found.data)).items())))
    kept = replace(found, happened_at=found.happened_at.astimezone(bangkok), data=keys_moved)
    assert canonical(kept) == canonical(found)
    assert seal("0" * 64, kept) == seal("0" * 64, found)


def test_the_seal_of_a_known_entry_never_changes_between_releases() -> None:
    assert canonical(entry()) == (
        '{"author":"user-3","data":{"text":"น้ำเข้าชั้นล่าง"},"happened_at":"2026-08-21T01:26:00.000000+00:00",'
        '"incident":null,"kind":"note.written","number":1,"practice":false,'
        '"written_at":"2026-08-21T01:26:00.000000+00:00"}'
    )


@pytest.mark.parametrize(
    "unsealable",
    [
        {"data": {"share": 0.5}},
        {"data": {"text": "a\0b"}},
        {"author": "a\0b"},
        {"data": {"text": "\ud800"}},
        {"data": {1: "a"}},
        {"data": {"at": START}},
        {"happened_at": START.replace(tzinfo=None)},
    ],
)
def test_what_a_database_would_not_give_back_unchanged_cannot_be_sealed(unsealable: dict[str, object]) -> None:
    with pytest.raises(UnsealableError):
        seal(genesis_hash(BOOK), entry(**unsealable))


def test_an_unsealable_entry_in_a_book_counts_as_changed() -> None:
    first = sealed(genesis_hash(BOOK), entry())
    broken = replace(first, entry=replace(first.entry, data={"share": 0.5}))
    assert verify(BOOK, [broken]).first_broken == 1
