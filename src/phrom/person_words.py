"""Words that a person typed into an action's form: one line, never cut; too long or missing is refused in words."""

from django.utils.translation import gettext as _

from phrom.errors import InvalidInputError

LONGEST = 1000  # characters of a reason or an answer


def optional_words(text: str, *, field: str = "note", longest: int = LONGEST) -> str:
    """One line of the text, which may be empty; raises InvalidInputError where it is too long: nothing of what a person
    wrote is cut off silently. `field`: as the form calls it."""
    text = " ".join(text.replace("\0", "").split())
    if len(text) > longest:
        words = {"n": f"{longest:,}", "all": f"{len(text):,}"}
        said = _("ข้อความยาวเกิน %(n)s ตัวอักษร (พิมพ์ไว้ %(all)s) โปรดย่อ") % words
        raise InvalidInputError(said, code="too-long", field=field)
    return text


def required_words(text: str, missing: str, *, field: str = "reason", longest: int = LONGEST) -> str:
    """As `optional_words`; raises InvalidInputError saying `missing` where there is none."""
    words = optional_words(text, field=field, longest=longest)
    if not words:
        raise InvalidInputError(missing, code="reason-missing", field=field)
    return words
