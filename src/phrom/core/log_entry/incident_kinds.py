"""Log kinds of incidents and exercises: decisions, stages, notes."""

from phrom.core.log_entry.kind import log_kind

INCIDENT_KINDS = (
    log_kind("decision", "incident.opened", "เปิดเหตุการณ์: {title}", "Incident opened: {title}"),
    log_kind("decision", "exercise.opened", "เปิดการฝึกซ้อม: {title}", "Exercise opened: {title}"),
    log_kind(
        "decision",
        "activation.proposed",
        "เสนอให้ประกาศใช้แผนบริหารความต่อเนื่อง กรณี{threat}: {reason}",
        "Activation of the plan proposed, {threat}: {reason}",
    ),
    log_kind(
        "decision",
        "activation.approved",
        "อนุมัติให้ประกาศใช้แผนบริหารความต่อเนื่อง กรณี{threat} แจ้ง {people_count} คน",
        "Activation of the plan approved, {threat}; {people_count} people to be told",
    ),
    log_kind(
        "decision",
        "activation.rejected",
        "ไม่อนุมัติให้ประกาศใช้แผน กรณี{threat}: {reason}",
        "Activation of the plan rejected, {threat}: {reason}",
    ),
    log_kind("decision", "incident.closed", "ปิดเหตุการณ์: {title}", "Incident closed: {title}"),
    log_kind("decision", "exercise.closed", "ปิดการฝึกซ้อม: {title}", "Exercise closed: {title}"),
    log_kind("note", "note.written", "{text}", "{text}"),
    log_kind(
        "note", "entry.corrected", "แก้รายการ {corrected_number}: {text}", "Entry {corrected_number} corrected: {text}"
    ),
)
