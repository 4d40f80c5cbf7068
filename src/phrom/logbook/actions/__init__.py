"""Everything that writes the log book."""

from phrom.logbook.actions.note import correct_entry, take_out_book, write_note, write_note_with_files
from phrom.logbook.actions.write import PROGRAM, Line, hold_books, write_books, write_entry

__all__ = [
    "PROGRAM",
    "Line",
    "correct_entry",
    "hold_books",
    "take_out_book",
    "write_books",
    "write_entry",
    "write_note",
    "write_note_with_files",
]
