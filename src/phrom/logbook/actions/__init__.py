"""Everything that writes the log book."""

from phrom.logbook.actions.note import write_note
from phrom.logbook.actions.write import PROGRAM, Line, write_entries, write_entry

__all__ = ["PROGRAM", "Line", "write_entries", "write_entry", "write_note"]
