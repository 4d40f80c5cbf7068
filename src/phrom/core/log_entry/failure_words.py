"""Why a message did not get out, as its channel says it, in words for people. What is in no table stays as it is."""

import re

from phrom.core.values.source import Bilingual

CHANNEL_DOWN = "channel down: "
NOT_WANTED = "no longer wanted"
NO_SUCH_NUMBER = "no such number: "  # a provider's own word: nobody can be reached there, ever
NO_SUCH_ADDRESS = "no such address: "  # a mail server's: nobody has this mailbox
_UNREACHABLE = Bilingual(th="เชื่อมต่อผู้ให้บริการไม่ได้", en="the provider could not be reached")
_NO_ANSWER = Bilingual(th="ผู้ให้บริการไม่ตอบในเวลา", en="the provider did not answer in time")
# names of the errors of the libraries that carry the messages, by what they mean
_CONNECTING = re.compile(
    r"(Client\w*Connect\w*|SMTPConnect\w*|Connection\w*|OSError|gaierror|SSL\w*)Error|OSError|gaierror"
)
_WAITING = re.compile(
    r"\w*Timeout\w*|SMTPServerDisconnected|ServerDisconnectedError|the (channel|service) did not answer( in time)?"
)
_PATTERNS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"(PHROM_\w+) is not set.*"), "ยังไม่ได้ตั้งค่า {0}", "{0} is not set"),
    (re.compile(r"(PHROM_\w+)(:? .+)"), "ค่าที่ตั้งไว้ใน {0} ไม่ถูกต้อง", "{0}{1}"),
    (re.compile(r"not a LINE user id"), "รหัสผู้ใช้ LINE ในแผนไม่ถูกต้อง", "the plan's LINE id is no LINE user id"),
    (re.compile(r"LINE 400.*"), "LINE ไม่รับข้อความหรือรหัสผู้ใช้นี้ (400)", "LINE refused the message or the user id (400)"),
    (re.compile(r"LINE 401.*"), "LINE ไม่รับรหัสของช่องทางนี้ (401)", "LINE does not accept the channel's token (401)"),
    (re.compile(r"LINE 403.*"), "บัญชี LINE นี้ส่งข้อความไม่ได้ (403)", "this LINE account may not send (403)"),
    (re.compile(r".*monthly limit.*"), "ครบโควตาข้อความ LINE ของเดือนนี้", "the month's LINE messages are used up"),
    (re.compile(r"LINE 429.*"), "ส่งถี่เกินที่ LINE รับ (429)", "more messages at once than LINE takes (429)"),
    (re.compile(r"LINE (\d+)"), "LINE ตอบ {0}", "LINE answered {0}"),
    (re.compile(r"too long: (\d+) SMS.*"), "ข้อความยาวเกินไป ({0} SMS)", "the message is too long ({0} SMS)"),
    (re.compile(NO_SUCH_NUMBER + "(.+)"), "ผู้ให้บริการแจ้งว่าไม่มีเบอร์นี้ ({0})", "the provider says: no such number ({0})"),
    (re.compile(NO_SUCH_ADDRESS + "(.+)"), "เครื่องแม่ข่ายอีเมลแจ้งว่าไม่มีที่อยู่นี้ ({0})", "there is no such e-mail address ({0})"),
    (re.compile(r"mailbox: not let in"), "กล่องจดหมายไม่รับชื่อหรือรหัสผ่าน", "the mailbox does not accept name or password"),
    (re.compile(r"mailbox: no such folder"), "ไม่พบกล่องจดหมายตามที่ตั้งไว้", "there is no such folder of the mailbox"),
    (re.compile(r"mailbox: .+"), "เชื่อมต่อกล่องจดหมายไม่ได้", "the mailbox could not be reached"),
    (re.compile(r"gateway: the credit is used up"), "เครดิต SMS หมด", "the SMS credit is used up"),
    (re.compile(r"gateway: unknown word (.+)"), "ผู้ให้บริการ SMS ตอบคำที่ไม่รู้จัก {0}", "unknown word of the gateway: {0}"),
    (re.compile(r"gateway: (.+)"), "ผู้ให้บริการ SMS ตอบว่า {0}", "the SMS gateway answered {0}"),
    (re.compile(r"voice: unknown word (.+)"), "ผู้ให้บริการโทรอัตโนมัติตอบคำที่ไม่รู้จัก {0}", "unknown word of voice: {0}"),
    (re.compile(r"voice: (.+)"), "ผู้ให้บริการโทรอัตโนมัติตอบว่า {0}", "the voice provider answered {0}"),
    (re.compile(r"(4\d\d)"), "เครื่องแม่ข่ายอีเมลยังไม่รับ ({0})", "the mail server does not take it now ({0})"),
    (re.compile(r"(5\d\d)"), "เครื่องแม่ข่ายอีเมลไม่รับ ({0})", "the mail server refused it ({0})"),
    (re.compile(r"all connections .+"), "เครื่องแม่ข่ายอีเมลไม่ว่าง", "the mail server is busy"),
    (re.compile(r"LINE's quota .+"), "อ่านโควตาของ LINE ไม่ได้", "LINE's quota could not be read"),
    (re.compile(r"no such service in PHROM_OTHER"), "ไม่มีบริการนี้ใน PHROM_OTHER", "no such service in PHROM_OTHER"),
    (re.compile(r"the address of the service .+"), "อ่านที่อยู่ของบริการนี้ไม่ได้", "the service's address is not understood"),
    (re.compile(r"the service did not say yes"), "บริการนี้ไม่ได้ยืนยันว่ารับแล้ว", "the service did not say yes"),
    (re.compile(r"the provider asked for a pause"), "ผู้ให้บริการขอให้พักการส่ง", "the provider asked for a pause"),
    (re.compile(r"the engine stopped while sending"), "ระบบแจ้งเหตุหยุดระหว่างส่ง", "the engine stopped while sending"),
    (re.compile(r"InvalidURL"), "ที่อยู่ของผู้ให้บริการที่ตั้งไว้ใช้ไม่ได้", "the provider's address in the settings cannot be used"),
    (re.compile(r"BadAnswerError"), "อ่านคำตอบของผู้ให้บริการไม่ได้", "the provider's answer could not be read"),
    (re.compile(NOT_WANTED), "ไม่ได้ส่ง เพราะผู้รับตอบแล้วหรือหยุดแจ้งแล้วขณะรอส่ง", "not sent: answered or stopped meanwhile"),
    (re.compile(r"a real message .+"), "ข้อความจริงไม่ส่งไปโทรศัพท์จำลอง", "for real messages only"),
)  # fmt: skip


def failure_words(reason: str) -> Bilingual | None:
    """A channel's reason in words; None for one that is in no table."""
    if reason.startswith(CHANNEL_DOWN):
        why = failure_words(reason.removeprefix(CHANNEL_DOWN))
        th, en = (why.th, why.en) if why else (reason.removeprefix(CHANNEL_DOWN),) * 2
        return Bilingual(th=f"ช่องทางนี้ขัดข้องอยู่ ({th})", en=f"the channel does not work now ({en})")
    if _WAITING.fullmatch(reason):
        return _NO_ANSWER
    if _CONNECTING.fullmatch(reason):
        return _UNREACHABLE
    for pattern, th, en in _PATTERNS:
        if found := pattern.fullmatch(reason):
            return Bilingual(th=th.format(*found.groups()), en=en.format(*found.groups()))
    return None
