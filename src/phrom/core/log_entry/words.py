"""Codes in an entry's data, as words for people. A value that is no known code is shown as it is."""

from phrom.core.values.source import Bilingual


def _words(**pairs: tuple[str, str]) -> dict[str, Bilingual]:
    return {code: Bilingual(th=th, en=en) for code, (th, en) in pairs.items()}


_CHANNELS = _words(
    practice=("โทรศัพท์จำลอง", "practice phone"),
    line=(" LINE", "LINE"),
    sms=(" SMS", "SMS"),
    email=("อีเมล", "e-mail"),
    voice=("โทรศัพท์อัตโนมัติ", "automatic call"),
    other=("ช่องทางอื่น", "another service"),
    mailbox=("คำตอบทางอีเมล", "answers by e-mail"),
    person=("คนโทร", "a person's call"),
    code=("รหัสตอบ", "reply code"),
    button=("ปุ่มรับทราบ", "button"),
    account=("บัญชีของตน", "own account"),
)
# in "ทาง{channel}" Latin words need a space before them, alone they do not
_WAYS = {code: Bilingual(th=word.th.strip(), en=word.en) for code, word in _CHANNELS.items()}
_REASONS = _words(
    refused=("มาไม่ได้", "cannot come"),
    silent=("ไม่ตอบ", "no answer"),
    no_channel=("ไม่มีช่องทางที่ติดต่อได้", "no channel reaches them"),
    nobody_named=("แผนไม่ได้ระบุชื่อ", "the plan names nobody"),
    machine_silent=("ไม่ตอบข้อความ", "did not answer the messages"),
    all_failed=("ส่งข้อความไม่สำเร็จทุกช่องทาง", "every channel failed"),
    cascade=("แจ้งต่อตามลำดับ Call Tree", "next in the call tree"),
    caller_changed=("เปลี่ยนผู้โทร", "another caller takes over"),
    number_mended=("มีเบอร์หรืออีเมลใหม่", "a new number or address"),
    failed_temporary=("ผู้ให้บริการแจ้งว่ายังส่งไม่ได้", "the provider says: not for now"),
    failed_permanent=("ผู้ให้บริการแจ้งว่าส่งไม่ได้", "the provider says: cannot be delivered"),
)
_RESULTS = _words(
    answered=("รับทราบ", "acknowledged"),
    no_answer=("ไม่รับสาย", "no answer"),
    wrong_number=("เบอร์ผิด หรือเป็นคนอื่น", "wrong number or somebody else"),
    refused=("รับทราบ แต่มาไม่ได้", "reached, but cannot come"),
    left_message=("ฝากข้อความไว้", "left a message"),
)
_MATTERS = _words(
    activation=("ประกาศใช้แผน", "activation"),
    manual=("การปฏิบัติงานด้วยมือ", "manual processing"),
    site=("สถานที่ปฏิบัติงาน", "site"),
    spending=("การใช้จ่าย", "spending"),
    message=("ข้อความถึงบุคลากรหรือประชาชน", "text to staff or public"),
    other=("เรื่องอื่น", "other"),
) | {"stand-down": Bilingual(th="กลับสู่ภาวะปกติ", en="stand-down")}
_PROCESS_STATES = _words(
    normal=("ทำได้ตามปกติ", "works as usual"),
    stopped=("หยุด", "stopped"),
    manual=("ปฏิบัติงานด้วยมือ", "worked by hand"),
    site=("ทำที่สถานที่สำรอง", "worked at the alternate site"),
    restored=("กลับมาทำได้แล้ว", "restored"),
)
_PLACES = _words(
    site=("ณ สถานที่ปฏิบัติงานสำรอง", "at the alternate site"),
    home=("จากบ้าน", "from home"),
)

_REQUEST_STATES = _words(
    asked=("ขอแล้ว", "asked"),
    promised=("รับปากแล้ว", "promised"),
    in_place=("มาถึงแล้ว", "in place"),
    returned=("ส่งคืนแล้ว", "returned"),
    refused=("ไม่มีให้", "refused"),
)
_CONDITIONS = _words(
    usable=("ใช้ได้", "usable"),
    limited=("ใช้ได้บางส่วน", "partly usable"),
    unusable=("ใช้ไม่ได้", "not usable"),
    lost=("สูญหายหรือเสียหายทั้งหมด", "lost"),
    restored=("กลับมาใช้ได้แล้ว", "works again"),
)
_CATEGORIES = _words(
    premises=("อาคาร/สถานที่", "premises"),
    equipment=("วัสดุอุปกรณ์", "equipment"),
    technology=("เทคโนโลยีสารสนเทศ", "technology"),
    people=("บุคลากร", "people"),
    suppliers=("คู่ค้า/ผู้ให้บริการ", "suppliers"),
    food=("อาหาร", "food"),
    water=("น้ำดื่ม", "drinking water"),
    lodging=("ที่พัก", "lodging"),
    protection=("อุปกรณ์ป้องกัน", "protective equipment"),
    transport=("ยานพาหนะ", "transport"),
)
_UNIT_MATTERS = _words(
    informed=("รับทราบข้อมูลข่าวสาร", "informed"),
    backup=("สำรองข้อมูล", "data backed up"),
    health=("ตรวจสุขภาพบุคลากร", "health of staff checked"),
    damage=("ตรวจความเสียหาย", "damage checked"),
)
_OUTCOMES = _words(well=("เรียบร้อย", "in order"), unwell=("มีปัญหา", "not in order"))
WORDS: dict[str, dict[str, Bilingual]] = {
    "channel": _CHANNELS,
    "via": _WAYS,
    "reason": _REASONS,
    "result": _RESULTS,
    "matter": _MATTERS,
    "process_state": _PROCESS_STATES,
    "report_place": _PLACES,
    "request_state": _REQUEST_STATES,
    "condition": _CONDITIONS,
    "category": _CATEGORIES,
    "unit_matter": _UNIT_MATTERS,
    "outcome": _OUTCOMES,
}
