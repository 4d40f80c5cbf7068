"""Log kinds of a running call tree."""

from phrom.core.log_entry.kind import log_kind

CALLOUT_KINDS = (
    log_kind(
        "callout",
        "callout.started",
        "เริ่มแจ้งเหตุ {people_count} คน ตามกระบวนการแจ้งเหตุฉุกเฉิน (Call Tree)",
        "Call tree started: {people_count} people to be told",
    ),
    log_kind(
        "callout",
        "call.recorded",
        "กำลังแจ้ง {person_name} ทาง{channel} ครั้งที่ {number}",
        "Calling {person_name} by {channel}, attempt {number}",
    ),
    log_kind(
        "callout",
        "call.sent",
        "ส่งข้อความถึง {person_name} ทาง{channel} แล้ว",
        "Message to {person_name} sent by {channel}",
    ),
    log_kind(
        "callout",
        "call.delivered",
        "ข้อความถึง {person_name} ทาง{channel} แล้ว",
        "Message to {person_name} delivered by {channel}",
    ),
    log_kind(
        "callout",
        "call.failed",
        "แจ้ง {person_name} ทาง{channel} ไม่สำเร็จ: {reason}",
        "Calling {person_name} by {channel} failed: {reason}",
    ),
    log_kind(
        "callout",
        "call.uncertain",
        "ไม่ทราบว่าข้อความถึง {person_name} ทาง{channel} หรือไม่ จะไม่ส่งซ้ำทางเดิม",
        "Not known whether the message to {person_name} by {channel} got out; it is not sent again that way",
    ),
    log_kind(
        "callout",
        "call.acknowledged",
        "{person_name} รับทราบ ({via})",
        "{person_name} acknowledged ({via})",
    ),
    log_kind(
        "callout",
        "call.refused",
        "{person_name} รับข่าวแล้ว แต่มาไม่ได้ ({via})",
        "{person_name} was reached but cannot come ({via})",
    ),
    log_kind(
        "callout",
        "call.listed_for_caller",
        "{person_name} ขึ้นรายชื่อโทรของ {caller_name}: {reason}",
        "{person_name} put on the call list of {caller_name}: {reason}",
    ),
    log_kind(
        "callout",
        "call.reported_by_caller",
        "{caller_name} โทรหา {person_name}: {result}",
        "{caller_name} called {person_name}: {result}",
    ),
    log_kind(
        "callout",
        "call.noted_by_caller",
        "{caller_name} จดไว้เมื่อโทรหา {person_name}: {text}",
        "{caller_name} noted when calling {person_name}: {text}",
    ),
    log_kind(
        "callout",
        "number.wrong",
        "เบอร์ของ {person_name} ({number}) ใช้ไม่ได้ ส่งให้ผู้ประสานงานแก้แล้ว",
        "A number of {person_name} ({number}) is wrong; the coordinator is asked to mend it",
    ),
    log_kind(
        "callout",
        "number.mended",
        "แก้เบอร์ของ {person_name} เป็น {number} แล้ว",
        "The number of {person_name} was mended: {number}",
    ),
    log_kind(
        "callout",
        "number.right",
        "ตรวจเบอร์ของ {person_name} แล้ว ใช้ได้",
        "The number of {person_name} was looked into and is right",
    ),
    log_kind(
        "callout",
        "address.wrong",
        "อีเมลของ {person_name} ({number}) ใช้ไม่ได้ ส่งให้ผู้ประสานงานแก้แล้ว",
        "The e-mail address of {person_name} ({number}) is wrong; the coordinator is asked to mend it",
    ),
    log_kind(
        "callout",
        "address.mended",
        "แก้อีเมลของ {person_name} เป็น {number} แล้ว",
        "The e-mail address of {person_name} was mended: {number}",
    ),
    log_kind(
        "callout",
        "address.right",
        "ตรวจอีเมลของ {person_name} แล้ว ใช้ได้",
        "The e-mail address of {person_name} was looked into and is right",
    ),
    log_kind(
        "callout",
        "call.handed_to_alternate",
        "{from_name} {reason} จึงแจ้ง {to_name} ให้ปฏิบัติหน้าที่แทน {place}",
        "{from_name}: {reason}; {to_name} is called to act as {place}",
    ),
    log_kind(
        "callout",
        "call.taken_back",
        "{person_name} รับทราบภายหลัง กลับมาทำหน้าที่ {place} เอง ต่อจาก {acting_name}",
        "{person_name} acknowledged late and takes {place} back from {acting_name}",
    ),
    log_kind(
        "callout",
        "call.unreachable",
        "ติดต่อ {place} ไม่ได้: {reason} ไม่มีผู้แทนเหลือให้ติดต่อ",
        "{place} is unreachable: {reason}; no alternate is left to call",
    ),
    log_kind(
        "callout",
        "team.completed",
        "{team_name} แจ้งครบแล้ว รับทราบ {answered_count} จาก {people_count} ตำแหน่ง",
        "{team_name} is complete: {answered_count} of {people_count} places answered",
    ),
    log_kind(
        "callout",
        "leader.told",
        "แจ้ง {person_name} แล้วว่า {team_name} แจ้งครบ",
        "{person_name} was told that {team_name} is complete",
    ),
    log_kind(
        "callout",
        "callout.finished",
        "การแจ้งเหตุสิ้นสุด รับทราบ {acknowledged_count} จาก {people_count} คน",
        "Call tree finished: {acknowledged_count} of {people_count} people acknowledged",
    ),
    log_kind(
        "callout",
        "callout.stopped",
        "หยุดการแจ้งเหตุ: {reason}",
        "Call tree stopped: {reason}",
    ),
    log_kind(
        "callout",
        "code.guess_limited",
        "มีผู้ป้อนรหัสตอบผิด {tries_count} ครั้ง จึงพักการรับรหัสจาก {origin}",
        "{tries_count} wrong reply codes: no further codes are taken from {origin} for a while",
    ),
    log_kind(
        "callout",
        "code.guessed_from_many",
        "มีผู้ป้อนรหัสตอบผิด {tries_count} ครั้งจากหลายที่ใน 10 นาที อาจมีคนเดารหัส ตรวจคำตอบที่เพิ่งเข้ามา",
        "{tries_count} wrong reply codes from many places in 10 minutes: somebody may be guessing, look at new answers",
    ),
)
