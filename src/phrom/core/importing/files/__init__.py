"""Bytes to blocks with their source: Word, OpenDocument, PDF, Excel, text."""
