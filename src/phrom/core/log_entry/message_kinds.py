"""Log kinds of texts that leave the office: messages to staff and public, reports sent on."""

from phrom.core.log_entry.kind import log_kind

MESSAGE_KINDS = (
    log_kind("response", "message.drafted", "ร่างข้อความ: {title}", "Text drafted: {title}"),
    log_kind("decision", "message.approved", "{by} อนุมัติข้อความ: {text}", "{by} approved the text: {text}"),
    log_kind("response", "message.dropped", "เลิกใช้ข้อความ: {title}", "Text dropped: {title}"),
    log_kind(
        "response", "message.sent", "ส่งข้อความถึง {people_count} คน: {text}", "Text sent to {people_count} people: {text}"
    ),
    log_kind("response", "message.published", "เผยแพร่ทาง {way}: {text}", "Published by {way}: {text}"),
    log_kind(
        "response",
        "situation_report.sent",
        "{person_name} ส่งรายงานสถานการณ์ฉบับที่ {number} ถึง {receiver} ({way})",
        "{person_name} sent situation report {number} to {receiver} ({way})",
    ),
)
