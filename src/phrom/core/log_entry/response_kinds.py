"""Log kinds of the work in an incident: tasks, processes, people, reports."""

from phrom.core.log_entry.kind import log_kind

RESPONSE_KINDS = (
    log_kind("response", "task.taken", "{person_name} รับงาน: {task}", "{person_name} took the task: {task}"),
    log_kind(
        "response",
        "task.done",
        "{person_name} ทำงานเสร็จ: {task} ({note})",
        "{person_name} finished the task: {task} ({note})",
    ),
    log_kind(
        "response",
        "task.round_done",
        "{person_name} ทำรอบที่ {round} เสร็จ: {task} ({note})",
        "{person_name} finished round {round} of the task: {task} ({note})",
    ),
    log_kind(
        "response",
        "task.repeats",
        "{person_name} ตั้งให้งานนี้ทำซ้ำทุก {span}: {task}",
        "{person_name} set the task to come again every {span}: {task}",
    ),
    log_kind(
        "response",
        "task.once",
        "{person_name} ให้งานนี้ทำครั้งเดียว: {task}",
        "{person_name} set the task to be done once: {task}",
    ),
    log_kind(
        "response",
        "task.progressed",
        "{person_name} ทำแล้ว {done_count} จาก {all_count} ข้อ: {task}",
        "{person_name} has done {done_count} of {all_count} items: {task}",
    ),
    log_kind(
        "response",
        "task.set_aside",
        "{person_name} ให้งานนี้ไม่เกี่ยวข้อง: {task} เพราะ{reason}",
        "{person_name} set the task aside as not applicable: {task}, because {reason}",
    ),
    log_kind(
        "response",
        "task.handed_on",
        "{person_name} ส่งต่องานให้ {receiver}: {task} ({reason})",
        "{person_name} handed the task on to {receiver}: {task} ({reason})",
    ),
    log_kind(
        "response",
        "task.reopened",
        "{person_name} เปิดงานอีกครั้ง: {task} ({reason})",
        "{person_name} opened the task again: {task} ({reason})",
    ),
    log_kind(
        "response",
        "task.added",
        "เพิ่มงานให้ {receiver}: {task}",
        "Task added for {receiver}: {task}",
    ),
    log_kind(
        "response",
        "process.changed",
        "สถานะของ{process}: {process_state} ({person_name}) {note}",
        "State of {process}: {process_state} ({person_name}) {note}",
    ),
    log_kind(
        "decision",
        "manual.asked",
        "ขอปฏิบัติงานด้วยมือ {process}: {reason}",
        "Manual processing asked for {process}: {reason}",
    ),
    log_kind(
        "decision",
        "manual.approved",
        "{by} อนุมัติให้ปฏิบัติงานด้วยมือ: {process}",
        "{by} approved manual processing: {process}",
    ),
    log_kind(
        "decision",
        "manual.rejected",
        "{by} ไม่อนุมัติให้ปฏิบัติงานด้วยมือ: {process} เพราะ{reason}",
        "{by} rejected manual processing: {process}, because {reason}",
    ),
    log_kind(
        "response",
        "backlog.counted",
        "{process}: ใช้แบบฟอร์ม {forms} ฉบับ บันทึกเข้าระบบ {keyed} ตรวจทาน {checked}",
        "{process}: {forms} forms used, {keyed} keyed in, {checked} checked",
    ),
    log_kind(
        "response",
        "backlog.signed_off",
        "{process}: บันทึกงานค้างเข้าระบบครบ {forms} ฉบับ และตรวจทานแล้ว",
        "{process}: all {forms} forms keyed in and checked; signed off",
    ),
    log_kind(
        "response",
        "shift.handed_over",
        "{person_name} ส่งเวรให้ {receiver}: งานค้าง {left} งาน เลยกำหนด {late} งาน รอตัดสินใจ {waiting} เรื่อง ({note})",
        "{person_name} handed over to {receiver}: {left} tasks open, {late} late, {waiting} decisions waiting ({note})",
    ),
    log_kind(
        "response",
        "person.reported_in",
        "{person_name} รายงานตัว {report_place}",
        "{person_name} reported in {report_place}",
    ),
    # how they are stands in the response's own table, for those who care for them, not in a book that many read
    log_kind("response", "wellbeing.recorded", "บันทึกสถานภาพของ {person_name}", "Wellbeing of {person_name} recorded"),
    log_kind(
        "response",
        "situation_report.drafted",
        "ร่างรายงานสถานการณ์ฉบับที่ {number}",
        "Situation report {number} drafted",
    ),
    log_kind(
        "decision",
        "situation_report.approved",
        "{by} อนุมัติรายงานสถานการณ์ฉบับที่ {number}",
        "{by} approved situation report {number}",
    ),
    log_kind(
        "response",
        "device_entry.kept_beside",
        "{person_name} บันทึกไว้ในเครื่องขณะไม่มีเครือข่าย: {said} สิ่งที่บันทึกไว้ก่อนแล้วยังคงเดิม ({why})",
        "{person_name} had kept in the device without network: {said}. What was recorded already stands ({why})",
    ),
    log_kind(
        "response",
        "device_entry.clock_doubted",
        "นาฬิกาในเครื่องของ {person_name} ถูกตั้งใหม่ระหว่างรอส่ง เวลาของรายการก่อนหน้านี้อาจคลาดเคลื่อน",
        "The clock of {person_name}'s device was set while entries waited: the time of the entry before may be wrong",
    ),
)
