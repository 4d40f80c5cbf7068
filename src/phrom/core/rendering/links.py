"""No links in messages: Thai state agencies may not send them by SMS or e-mail (cabinet, 18 November 2568).

The rule is stricter than what phones turn into a link: anything that looks like an address counts, also a bare domain,
an e-mail address, an IP address, `tel:` and `mailto:`, in full-width letters or with invisible characters inside.
Thai abbreviations such as `สถจ.แพร่` are none.
"""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_LOOK_ALIKES = str.maketrans("。｡．․﹒：﹕／⁄＠", ".....::" + "//@")
_LINK = re.compile(
    r"""
      [a-z][a-z0-9+.-]*:\s*//                                  # any scheme
    | //[^\s/]                                                 # the scheme left out
    | (?<![a-z])(?:https?|ftp|tel|sms|smsto|mailto|javascript|data|geo|intent|line|market|whatsapp|tg|file
      |callto|sip):\S
    | www\d?\s?\.
    | [^\s@]+@[^\s@]+\.[^\s@]                                  # an e-mail address
    | [^\s.:/@]+\.(?:xn--[a-z0-9-]+|[a-z]{2,})(?![a-z])        # a bare domain: anything, a dot, Latin letters
    | [a-z0-9-]+\.(?:ไทย|คอม)(?![ก-๎])
    | (?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)                     # IPv4, with or without a port
    | \[[0-9a-f]*:[0-9a-f:]+\]                                 # IPv6
    | (?<![0-9a-f:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,}
    | (?<![a-z])[a-z][a-z0-9-]*:\d{2,5}(?!\d)                  # host and port
    """,
    re.VERBOSE,
)
SIGNS_OF_LINKS = " .:/@\\。｡．․﹒：﹕／⁄＠…‥"
_SIGNS = re.compile(f"[{re.escape(SIGNS_OF_LINKS)}]+")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")


def contains_link(text: str) -> bool:
    """True if anything in the text is, or may be taken by a phone for, a link."""
    return _LINK.search(_plain(text).casefold()) is not None


def without_links(text: str) -> str:
    """The text with the signs that make a link (`. : / @`) replaced by blanks, only in words that hold one.

    The words stay readable (`www.x.go.th` → `www x go th`), so that no crisis message is held back by an office's
    name. A text without links comes back as it is, with one blank for many and nothing invisible.
    """
    words = " ".join(_INVISIBLE.sub("", text).split())
    if not contains_link(words):
        return words
    plain = _plain(words)
    mended = " ".join(parted(word) if contains_link(word) else word for word in plain.split())
    mended = " ".join(mended.split())
    return mended if not contains_link(mended) else parted(mended)


def parted(text: str) -> str:
    """The text with every `. : / @` made a blank."""
    return " ".join(_SIGNS.sub(" ", text).split())


def _plain(text: str) -> str:
    """Full-width and other look-alike letters as ASCII, nothing invisible, ำ in one piece, Arabic digits."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text.translate(_LOOK_ALIKES))).replace(
        "\u0e4d\u0e32", "\u0e33"
    )
    folded = _INVISIBLE.sub("", folded).translate(_LOOK_ALIKES)
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), folded)
