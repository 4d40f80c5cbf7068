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
    log_kind("system", "calling_way.chosen", "เปลี่ยนวิธีแจ้งเหตุ: {title}", "Way of calling changed: {title}"),
    log_kind("system", "calling_way.forgotten", "กลับไปใช้วิธีแจ้งเหตุเดิม: {title}", "Way of calling as before: {title}"),
    log_kind("decision", "authority.assumed", "{by} เป็นผู้ตัดสินใจเรื่อง{matter}", "{by} takes the decision: {matter}"),
    log_kind(
        "decision",
        "stand_down.proposed",
        "เสนอให้ประกาศกลับสู่ภาวะปกติ กรณี{threat}: {reason}",
        "Stand-down proposed, {threat}: {reason}",
    ),
    log_kind(
        "decision",
        "stand_down.approved",
        "{by} ประกาศกลับสู่ภาวะปกติ กรณี{threat}",
        "{by} approved the stand-down, {threat}",
    ),
    log_kind(
        "decision",
        "stand_down.rejected",
        "{by} ไม่อนุมัติให้กลับสู่ภาวะปกติ กรณี{threat}: {reason}",
        "{by} rejected the stand-down, {threat}: {reason}",
    ),
    log_kind(
        "decision", "decision.asked", "ขอให้ตัดสินใจ ({matter}): {question}", "Decision asked ({matter}): {question}"
    ),
    log_kind(
        "decision",
        "decision.approved",
        "{by} อนุมัติ ({matter}): {question} เหตุผล: {remark}",
        "{by} approved ({matter}): {question}; why: {remark}",
    ),
    log_kind(
        "decision",
        "decision.rejected",
        "{by} ไม่อนุมัติ ({matter}): {question} เหตุผล: {remark}",
        "{by} rejected ({matter}): {question}; why: {remark}",
    ),
    log_kind(
        "decision",
        "exercise_clock.advanced",
        "เลื่อนนาฬิกาการฝึกซ้อมไปข้างหน้า {span} เป็น {moment}",
        "Exercise clock put forward by {span}, to {moment}",
    ),
    log_kind(
        "decision",
        "office.asked_to_join",
        "แจ้งว่าเหตุการณ์กระทบ {office} ด้วย และขอให้ร่วม",
        "{office} is affected too and was asked to join",
    ),
    log_kind(
        "decision",
        "office.joined",
        "{office} ร่วมเหตุการณ์ และให้เห็นภาพรวมของตน",
        "{office} joined the incident and shows its summary",
    ),
    log_kind("decision", "office.declined", "{office} ไม่ร่วมเหตุการณ์: {reason}", "{office} does not join: {reason}"),
    log_kind(
        "decision",
        "office.left",
        "{office} เลิกให้เห็นภาพรวมของตน: {reason}",
        "{office} no longer shows its summary: {reason}",
    ),
    log_kind(
        "decision",
        "office.withdrawn",
        "ถอนคำขอที่ให้ {office} ร่วมเหตุการณ์",
        "{office} is no longer asked to join",
    ),
    log_kind(
        "decision",
        "joining.asked",
        "{office} แจ้งว่า{title}กระทบหน่วยงานนี้ด้วย และขอให้ร่วมเหตุการณ์: {note}",
        "{office} says that this office is affected too ({title}) and asks it to join: {note}",
    ),
    log_kind(
        "decision",
        "joining.accepted",
        "ร่วมเหตุการณ์ {title} ของ {office} ซึ่งจะเห็นภาพรวมของหน่วยงานนี้",
        "Joined the incident {title} of {office}, which will see a summary of this office",
    ),
    log_kind(
        "decision",
        "joining.declined",
        "ไม่ร่วมเหตุการณ์ {title} ของ {office}: {reason}",
        "Not joining the incident {title} of {office}: {reason}",
    ),
    log_kind(
        "decision",
        "joining.ended",
        "เลิกให้ {office} เห็นภาพรวมของหน่วยงานนี้: {reason}",
        "{office} no longer sees a summary of this office: {reason}",
    ),
    log_kind(
        "decision",
        "joining.withdrawn",
        "{office} ถอนคำขอให้ร่วมเหตุการณ์ {title}",
        "{office} withdrew its request to join the incident {title}",
    ),
    log_kind("note", "situation.noted", "สถานการณ์: {text}", "Situation: {text}"),
    log_kind("decision", "incident.closed", "ปิดเหตุการณ์: {title}", "Incident closed: {title}"),
    log_kind("decision", "exercise.closed", "ปิดการฝึกซ้อม: {title}", "Exercise closed: {title}"),
    log_kind("note", "note.written", "{text}", "{text}"),
    log_kind(
        "note", "entry.corrected", "แก้รายการ {corrected_number}: {text}", "Entry {corrected_number} corrected: {text}"
    ),
)
