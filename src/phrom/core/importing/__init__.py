"""Reading a plan out of a file: bytes → blocks with their source → sections by meaning → plan and report."""

from phrom.core.importing.errors import UnreadableFileError
from phrom.core.importing.reader import ReadResult, read_plan

__all__ = ["ReadResult", "UnreadableFileError", "read_plan"]
