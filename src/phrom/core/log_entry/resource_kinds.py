"""Log kinds of what is used, lost and asked for: sites, resources, damage; of those concerned outside; of meetings."""

from phrom.core.log_entry.kind import log_kind

RESOURCE_KINDS = (
    log_kind(
        "response",
        "unit.reported",
        "รายงานของ{unit} {unit_matter}: {outcome} ({note})",
        "{unit}, {unit_matter}: {outcome} ({note})",
    ),
    log_kind(
        "response",
        "shift.planned",
        "จัดเวร {people_count} คน {begins} ถึง {ends} {report_place}",
        "Shift of {people_count} people planned, {begins} to {ends}, {report_place}",
    ),
    log_kind("response", "shift.dropped", "ยกเลิกเวร {begins} ถึง {ends}", "Shift dropped, {begins} to {ends}"),
    log_kind(
        "response",
        "power.returned",
        "ไฟฟ้ากลับมาเมื่อ {moment} ({person_name})",
        "The power came back, {moment} ({person_name})",
    ),
    log_kind(
        "note",
        "power_cut.announced",
        "ไฟฟ้าจะดับตามแผน {begins} ถึง {ends} ({note})",
        "Planned power cut, {begins} to {ends} ({note})",
    ),
    log_kind(
        "note",
        "power_cut.withdrawn",
        "ยกเลิกการดับไฟตามแผน {begins} ถึง {ends}",
        "Planned power cut withdrawn, {begins} to {ends}",
    ),
    log_kind(
        "response",
        "forms.printed",
        "{process}: พิมพ์แบบฟอร์มเลขที่ {first} ถึง {last}",
        "{process}: forms {first} to {last} printed",
    ),
    log_kind(
        "response",
        "site.chosen",
        "ใช้สถานที่ปฏิบัติงาน {place} ({seats} ที่นั่ง)",
        "Place of work: {place} ({seats} seats)",
    ),
    log_kind(
        "response",
        "site.held_ready",
        "เตรียม {place} ไว้เป็นที่สำรองถัดไป ({seats} ที่นั่ง)",
        "Held ready as plan B: {place} ({seats} seats)",
    ),
    log_kind(
        "response",
        "site.given_up",
        "ย้ายจาก {before} ไป {place} เพราะ{reason}",
        "Moved from {before} to {place}, because {reason}",
    ),
    log_kind(
        "response",
        "resource.asked",
        "ขอ {name} {quantity} {unit} จาก {source} (คำขอที่ {number})",
        "{name}, {quantity} {unit}, asked of {source} (request {number})",
    ),
    log_kind(
        "response",
        "resource.changed",
        "คำขอที่ {number} {name}: {request_state} {quantity} {unit} ({note})",
        "Request {number}, {name}: {request_state}, {quantity} {unit} ({note})",
    ),
    log_kind(
        "response",
        "store.counted",
        "นับได้ {name} {quantity} {unit} ที่ {place}",
        "Counted: {name}, {quantity} {unit}, at {place}",
    ),
    log_kind(
        "response",
        "damage.recorded",
        "ความเสียหายที่ {number} {name} ที่ {place}: {condition} ({note})",
        "Damage {number}, {name} at {place}: {condition} ({note})",
    ),
    log_kind(
        "response",
        "damage.photographed",
        "{person_name} แนบภาพความเสียหายที่ {number} {name}",
        "{person_name} added a photograph of damage {number}, {name}",
    ),
    log_kind(
        "response",
        "stakeholder.added",
        "เพิ่มผู้ที่ต้องแจ้ง {name} ผู้แจ้งคือ {teller}",
        "To be told: {name}, by {teller}",
    ),
    log_kind(
        "response",
        "stakeholder.told",
        "{person_name} แจ้ง {name} ทาง {way}: {said}",
        "{person_name} told {name} by {way}: {said}",
    ),
    log_kind(
        "response",
        "stakeholder.not_reached",
        "{person_name} ติดต่อ {name} ไม่ได้ ({way})",
        "{person_name} could not reach {name} ({way})",
    ),
    log_kind(
        "response",
        "meeting.called",
        "{person_name} เรียกประชุมครั้งที่ {number} เวลา {when} ที่ {place}",
        "{person_name} called meeting {number}, {when}, at {place}",
    ),
    log_kind("response", "meeting.cancelled", "ยกเลิกประชุมครั้งที่ {number}", "Meeting {number} cancelled"),
    log_kind(
        "response",
        "meeting.held",
        "ประชุมครั้งที่ {number} มา {present_count} คน มติ: {resolved}",
        "Meeting {number} held, {present_count} present; resolved: {resolved}",
    ),
    log_kind(
        "decision",
        "minutes.approved",
        "{by} รับรองรายงานการประชุมครั้งที่ {number}",
        "{by} approved the minutes of meeting {number}",
    ),
)
