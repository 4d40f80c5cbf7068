"""Keeping together, on a page, what may not be parted at the end of a line. The stored text is never changed."""

from django.utils.html import escape
from django.utils.safestring import SafeString

from phrom.core.values.thai_breaking import thai_html


def unbroken(text: object, keep: tuple[str, ...] = ()) -> SafeString:
    """HTML of a text, escaped: names, numbers with their units and the glossary's terms are kept whole."""
    if isinstance(text, SafeString) and ("<" in text or "&" in text):
        return text  # markup already; words written in a template are "safe" too, and go on
    return SafeString(thai_html(str(text), escape, keep))  # `_("…")` in a template is translated only now
