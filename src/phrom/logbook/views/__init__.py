"""The log book's pages."""

from phrom.logbook.views.book import OwnTime, line_of, log, log_page
from phrom.logbook.views.correction import log_correct
from phrom.logbook.views.printed import log_attachment, log_export, log_print, print_page

__all__ = [
    "OwnTime",
    "line_of",
    "log",
    "log_attachment",
    "log_correct",
    "log_export",
    "log_page",
    "log_print",
    "print_page",
]
