"""Everything that writes the log book."""

from phrom.logbook.actions.note import write_note
from phrom.logbook.actions.write import PROGRAM, write_entry

__all__ = ["PROGRAM", "write_entry", "write_note"]
