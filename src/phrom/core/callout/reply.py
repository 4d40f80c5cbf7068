"""What somebody means who answers a message in words: `รับทราบ K4P7 ครับ`, `k๔ p-7`, `๐`, `K4P7 มาไม่ได้`."""

import re
from dataclasses import dataclass
from typing import Literal

from phrom.core.callout.reply_code import codes_in, normalise_code

CANNOT_COME = "0"  # what our messages ask for
KEYS: dict[str, Literal["acknowledged", "refused"]] = {"1": "acknowledged", "2": "refused"}  # what our calls ask for
# A refusal that is not understood counts on somebody who does not come. *น้ำไม่มาก* and *ไฟไม่มา* are none.
_WORDS_FOR_NO = re.compile(
    r"(มา|ไป|เดินทาง|ออก(จาก\S{1,20})?|เข้าร่วม|ปฏิบัติงาน|ปฏิบัติหน้าที่)\s*ไม่(ได้|ไหว)"
    r"|ไม่\s*(สามารถ|สะดวก|พร้อมปฏิบัติ|ไป(?!ไหน))|(?<![ก-๙])ไม่มา(?!ก)"
    r"|cannot|can not|can['’]?t\b|unable|not coming",
    re.IGNORECASE,
)
_WORDS_FOR_YES = ("รับทราบ", "ทราบแล้ว", "acknowledge")
# what telephones answer by themselves: it says that nobody takes a call, not that nobody comes
_NOT_ON_THE_PHONE = re.compile(
    r"ไม่(สะดวก|สามารถ)(ที่จะ)?\s*(รับสาย|รับโทรศัพท์|คุย|พูด|ตอบ|โทร)"
    r"|(cannot|can't)\s+(talk|answer|take|pick|come to the phone)",
    re.IGNORECASE,
)
_OUR_MARKS = ("[เหตุจริง]", "[ซ้อม]", "[REAL]", "[PRACTICE]")


@dataclass(frozen=True, slots=True)
class ReadReply:
    """`codes`: what could be a reply code, in order; without any, only a refusal means something."""

    codes: tuple[str, ...]
    said: Literal["acknowledged", "refused"]
    says_yes: bool = False  # in words; it counts only where it is certain who wrote


def read_reply(text: str) -> ReadReply:
    """Read an answer. One that quotes our message is a machine's (an automatic reply, a forwarding loop): no answer."""
    if any(mark in text for mark in _OUR_MARKS):
        return ReadReply((), "acknowledged")
    words = [normalise_code(word) for word in text.split()]
    meant = _NOT_ON_THE_PHONE.sub("", text).casefold()
    refused = CANNOT_COME in words or bool(_WORDS_FOR_NO.search(meant))
    says_yes = not refused and any(word in text.casefold() for word in _WORDS_FOR_YES)
    return ReadReply(codes_in(text), "refused" if refused else "acknowledged", says_yes)
