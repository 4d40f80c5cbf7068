"""The log book's pages."""

from phrom.logbook.views.book import line_of, log, log_page

__all__ = ["line_of", "log", "log_page"]
