"""Everything that writes the log book."""

from phrom.logbook.actions.note import write_note
from phrom.logbook.actions.write import write_entry

__all__ = ["write_entry", "write_note"]
