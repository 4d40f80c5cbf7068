"""The log book only grows, in code and in the database, and whoever tampers with it is found."""

import json
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from phrom.append_only import missing
from phrom.logbook.actions import write_entry, write_note
from phrom.logbook.checks import LOG_ENTRIES, check_guards, install_guards
from phrom.logbook.models import ChainHead, LogEntry
from phrom.logbook.queries import last_seal, seal_lately, verify_chain, verify_every_chain
from phrom.offices.models import Membership, Organisation

ENTRIES = 5


@pytest.fixture
def book(office: Organisation, coordinator: Membership) -> Organisation:
    for number in range(1, ENTRIES + 1):
        write_note(coordinator, f"เรื่องที่ {number}")
    return office


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def without_guards() -> None:
    with connection.cursor() as cursor:
        for name in LOG_ENTRIES.names():
            cursor.execute(
                f"DROP TRIGGER {name}" + (" ON logbook_logentry" if connection.vendor == "postgresql" else "")
            )


def replace_statement() -> str:
    if connection.vendor == "postgresql":
        return (
            "INSERT INTO logbook_logentry SELECT * FROM logbook_logentry WHERE number = 2 "
            "ON CONFLICT (id) DO UPDATE SET author_name = 'x'"
        )
    return "INSERT OR REPLACE INTO logbook_logentry SELECT * FROM logbook_logentry WHERE number = 2"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE logbook_logentry SET author_name = 'x' WHERE number = 2",
        "DELETE FROM logbook_logentry WHERE number = 2",
        "replace",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(book: Organisation, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(replace_statement() if statement == "replace" else statement)
    assert LogEntry.objects.count() == ENTRIES
    assert verify_chain(book.pk).ok


def test_saving_or_deleting_through_the_model_is_refused_too(book: Organisation) -> None:
    entry = LogEntry.objects.get(number=3)
    entry.author_name = "ใครก็ไม่รู้"
    for change in (entry.save, entry.delete, LogEntry.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_whole_book_is_said_to_be_whole(book: Organisation) -> None:
    verdict = verify_chain(book.pk)
    assert (verdict.ok, verdict.count) == (True, ENTRIES)
    [(name, said)] = [(n, v) for n, v in verify_every_chain() if n == book.name]
    assert said.ok
    assert str(ENTRIES) in said.sentence("th")
    assert name == book.name


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("data", json.dumps({"text": "เรื่องอื่น"})),
        ("author_name", "ใครก็ไม่รู้"),
        ("happened_at", "2020-01-01 00:00:00+00"),
        ("written_at", "2020-01-01 00:00:00+00"),
        ("practice", True),
        ("kind", "entry.corrected"),
        ("hash", "0" * 64),
        ("author_id", None),
    ],
)
def test_any_changed_column_is_found_with_the_entrys_number(book: Organisation, column: str, value: Any) -> None:
    without_guards()
    sql(f"UPDATE logbook_logentry SET {column} = %s WHERE number = 3", value)  # noqa: S608 - a name from the list above
    verdict = verify_chain(book.pk)
    assert not verdict.ok
    assert verdict.first_broken in (3, 4) if column == "hash" else verdict.first_broken == 3


def test_a_removed_entry_is_found(book: Organisation) -> None:
    without_guards()
    sql("DELETE FROM logbook_logentry WHERE number = 2")
    assert verify_chain(book.pk).first_broken == 2


def test_entries_cut_off_at_the_end_are_found(book: Organisation) -> None:
    without_guards()
    sql("DELETE FROM logbook_logentry WHERE number >= 4")
    assert verify_chain(book.pk).first_broken == 4


def test_an_entry_moved_from_another_offices_book_is_found(book: Organisation, stranger: Membership) -> None:
    write_note(stranger, "ของอีกหน่วยงาน")
    without_guards()
    sql("DELETE FROM logbook_logentry WHERE organisation_id = %s", book.pk)
    sql("UPDATE logbook_logentry SET organisation_id = %s", book.pk)
    ChainHead.objects.filter(organisation=book).delete()
    assert verify_chain(book.pk).first_broken == 1


def test_a_missing_guard_is_an_error_at_start_and_migrating_puts_it_back(book: Organisation) -> None:
    assert check_guards(None, ["default"]) == []
    without_guards()
    assert {error.id for error in check_guards(None, ["default"])} == {"logbook.E001"}
    install_guards("default")
    assert missing(LOG_ENTRIES) == []


def test_an_entry_of_no_known_kind_or_without_its_words_is_not_written(book: Organisation) -> None:
    broken: tuple[tuple[str, dict[str, str]], ...] = (("dog.barked", {}), ("note.written", {}))
    for kind, data in broken:
        with pytest.raises(ValueError, match=r"unknown|needs"):
            write_entry(book.pk, kind, data)
    assert LogEntry.objects.count() == ENTRIES
    assert verify_chain(book.pk).ok


def test_an_entry_stands_or_falls_with_the_change_that_it_tells(book: Organisation, coordinator: Membership) -> None:
    def change_that_fails() -> None:
        with transaction.atomic():
            write_note(coordinator, "จะถูกยกเลิก")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_that_fails()
    write_note(coordinator, "เรื่องที่ 6")
    assert verify_chain(book.pk).count == ENTRIES + 1


def test_who_asks_again_and_again_sees_at_once_what_this_process_wrote_and_a_little_later_what_others_did(
    coordinator: Membership, book: Organisation
) -> None:
    assert seal_lately(book.pk) == last_seal(book.pk)
    write_note(coordinator, "อีกเรื่อง")
    written_here = last_seal(book.pk)
    assert seal_lately(book.pk) == written_here
    sql("UPDATE logbook_chainhead SET hash = %s WHERE organisation_id = %s", "f" * 64, book.pk)  # as by another process
    assert (seal_lately(book.pk), last_seal(book.pk)) == (written_here, "f" * 64)
