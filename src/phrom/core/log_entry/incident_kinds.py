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
    log_kind(
        "decision",
        "activation.withdrawn",
        "ถอนข้อเสนอให้ประกาศใช้แผน กรณี{threat}",
        "Proposal to activate the plan withdrawn, {threat}",
    ),
    log_kind(
        "decision",
        "authority.passed",
        "{from_name} ไม่ได้ตัดสินใจภายในเวลา {to_name} ตัดสินใจแทนได้ตามลำดับในแผน",
        "{from_name} did not decide in time; {to_name} may decide, by the plan's order",
    ),
    log_kind("decision", "stage.entered", "เข้าสู่ขั้น {stage}", "Stage entered: {stage}"),
    log_kind(
        "decision",
        "standdown.proposed",
        "เสนอให้ประกาศกลับสู่ภาวะปกติ: {reason}",
        "Stand-down proposed: {reason}",
    ),
    log_kind(
        "decision",
        "standdown.approved",
        "อนุมัติให้ประกาศกลับสู่ภาวะปกติ",
        "Stand-down approved",
    ),
    log_kind(
        "decision",
        "standdown.rejected",
        "ไม่อนุมัติให้ประกาศกลับสู่ภาวะปกติ: {reason}",
        "Stand-down rejected: {reason}",
    ),
    log_kind("decision", "incident.closed", "ปิดเหตุการณ์: {title}", "Incident closed: {title}"),
    log_kind("decision", "exercise.closed", "ปิดการฝึกซ้อม: {title}", "Exercise closed: {title}"),
    log_kind("response", "task.completed", "ทำแล้ว: {task}", "Task done: {task}"),
    log_kind("response", "task.reopened", "ยังไม่เสร็จ: {task}", "Task reopened: {task}"),
    log_kind(
        "response",
        "person.reported_in",
        "{person_name} รายงานตัว ที่ {site}",
        "{person_name} reported in at {site}",
    ),
    log_kind(
        "response",
        "process.changed",
        "{process_name}: {status}",
        "{process_name}: {status}",
    ),
    log_kind("note", "note.written", "{text}", "{text}"),
    log_kind(
        "note", "entry.corrected", "แก้รายการ {corrected_number}: {text}", "Entry {corrected_number} corrected: {text}"
    ),
)
