"""Log kinds of plans, accounts and the program itself."""

from phrom.core.log_entry.kind import log_kind

OFFICE_KINDS = (
    log_kind("plan", "plan.imported", "นำเข้าแผนจากไฟล์ {file_name}", "Plan imported from {file_name}"),
    log_kind(
        "plan",
        "plan.combined",
        "เลือกรับจากไฟล์ใหม่ {taken_count} จาก {all_count} จุดที่ต่าง ในแผนฉบับที่ {version}",
        "{taken_count} of {all_count} differences taken from the newer file into plan version {version}",
    ),
    log_kind(
        "plan",
        "plan.reviewed",
        "ตรวจแผนฉบับที่ {version} เทียบกับต้นฉบับแล้ว เหลือ {left_count} จุดที่ยังไม่ได้ดู",
        "Plan version {version} reviewed against its source; {left_count} points not looked at",
    ),
    log_kind(
        "plan", "plan.submitted", "เสนอแผนฉบับที่ {version} เพื่ออนุมัติ", "Plan version {version} submitted for approval"
    ),
    log_kind(
        "plan",
        "plan.drafted",
        "เริ่มแก้แผน: ร่างฉบับที่ {version} จากฉบับที่ {old_version}",
        "Editing begun: draft version {version} from version {old_version}",
    ),
    log_kind(
        "plan",
        "plan.started",
        "เริ่มร่างแผนฉบับที่ {version} จากแบบ{sample_name}",
        "Plan version {version} begun from the sample {sample_name}",
    ),
    log_kind(
        "plan",
        "plan.returned",
        "ส่งแผนฉบับที่ {version} กลับเป็นร่าง: {reason}",
        "Plan version {version} returned to draft: {reason}",
    ),
    log_kind(
        "plan",
        "contacts.revised",
        "ปรับข้อมูลติดต่อ {people_count} คน ใช้ทันทีเป็นฉบับที่ {version} (เนื้อหาอื่นตามฉบับที่ {old_version})",
        "Contacts of {people_count} people revised, in force at once as version {version} "
        "(all else as in version {old_version})",
    ),
    log_kind("plan", "plan.approved", "อนุมัติแผนฉบับที่ {version}", "Plan version {version} approved"),
    log_kind(
        "plan",
        "plan.superseded",
        "แผนฉบับที่ {version} ถูกแทนด้วยฉบับที่ {new_version}",
        "Plan version {version} superseded by version {new_version}",
    ),
    log_kind(
        "plan",
        "finding.accepted",
        "ยอมรับข้อสังเกต {rule} โดยไม่แก้แผน: {reason}",
        "Finding {rule} accepted without mending: {reason}",
    ),
    log_kind("plan", "document.exported", "ส่งออกเอกสาร {document}", "Document exported: {document}"),
    log_kind(
        "plan",
        "copy.registered",
        "ออกสำเนาที่ {copy} ของแผนฉบับที่ {version} ให้ {holder}",
        "Copy {copy} of plan version {version} registered for {holder}",
    ),
    log_kind(
        "plan",
        "copy.handed_over",
        "มอบสำเนาที่ {copy} ของแผนฉบับที่ {version} แก่ {holder}",
        "Copy {copy} of plan version {version} handed over to {holder}",
    ),
    log_kind(
        "plan",
        "copy.returned",
        "รับคืนหรือทำลายสำเนาที่ {copy} ของแผนฉบับที่ {version} ของ {holder}",
        "Copy {copy} of plan version {version} taken back from {holder} or destroyed",
    ),
    log_kind("office", "office.created", "ตั้งหน่วยงาน {office_name}", "Office {office_name} created"),
    log_kind("office", "user.added", "เพิ่มผู้ใช้ {user_name}", "User {user_name} added"),
    log_kind(
        "office",
        "user.tied",
        "บัญชี {user_name} คือ {person_name} ในแผน",
        "The account of {user_name} is {person_name} in the plan",
    ),
    log_kind(
        "office",
        "user.untied",
        "บัญชี {user_name} ไม่ผูกกับชื่อในแผนแล้ว",
        "The account of {user_name} is tied to nobody in the plan any more",
    ),
    log_kind("office", "user.signed_in", "{user_name} เข้าสู่ระบบ", "{user_name} signed in"),
    log_kind("office", "user.signed_out", "{user_name} ออกจากระบบ", "{user_name} signed out"),
    log_kind("office", "user.sign_in_failed", "เข้าสู่ระบบไม่สำเร็จในชื่อ {user_name}", "Sign-in failed for {user_name}"),
    log_kind(
        "office", "user.code_issued", "ออกรหัสเข้าใช้ครั้งแรกให้ {user_name}", "First sign-in code issued to {user_name}"
    ),
    log_kind(
        "office",
        "role.changed",
        "เปลี่ยนบทบาทของ {user_name} จาก {old_role} เป็น {new_role}",
        "Role of {user_name} changed from {old_role} to {new_role}",
    ),
    log_kind(
        "office",
        "user.access_ended",
        "ปิดบัญชีของ {user_name} ในหน่วยงานนี้",
        "{user_name} no longer has access to this office",
    ),
    log_kind(
        "office",
        "user.first_code_used",
        "{user_name} ใช้รหัสเข้าใช้ครั้งแรกและตั้งรหัสผ่าน",
        "{user_name} used the first sign-in code and set a password",
    ),
    log_kind(
        "decision",
        "approval_code.issued",
        "ออกรหัสยืนยันการอนุมัติให้ {user_name}",
        "Approval code issued to {user_name}",
    ),
    log_kind(
        "decision",
        "approval_code.used",
        "ใช้รหัสยืนยันของ {user_name} บนหน้าจอของผู้อื่น",
        "Approval code of {user_name} used on another person's screen",
    ),
    log_kind(
        "system",
        "engine.recovered",
        "ระบบแจ้งเหตุกลับมาทำงาน พบข้อความค้าง {pending_count} ข้อความ",
        "The call engine is back; {pending_count} messages were pending",
    ),
    log_kind(
        "system",
        "callout.stumbled",
        "การแจ้งเหตุสะดุด ({reason}) จะลองใหม่ทุก {seconds} วินาที โปรดแจ้งผู้ดูแลระบบ และโทรแจ้งด้วยคน",
        "The call tree stumbled ({reason}); it is tried again every {seconds} seconds. "
        "Tell the IT person, and call by hand",
    ),
    log_kind(
        "office",
        "way.named",
        "{person_name} จะได้รับแจ้งเหตุทางบริการ {service} ด้วย",
        "{person_name} is also called by the service {service}",
    ),
    log_kind("office", "line.linked", "{person_name} ผูกบัญชี LINE ของตนแล้ว", "{person_name} linked their LINE account"),
    log_kind(
        "office",
        "line.unlinked",
        "{person_name} จะไม่ได้รับการแจ้งเหตุทาง LINE ที่ผูกไว้อีก",
        "{person_name} is no longer called on the LINE account that was linked",
    ),
    log_kind(
        "system",
        "channel.failed",
        "ส่งทาง{channel} ไม่ได้: {reason} จะใช้ช่องทางถัดไปแทนทันที",
        "Nothing goes out by {channel}: {reason}. The next channel is taken at once",
    ),
    log_kind(
        "system",
        "channel.works",
        "ส่งทาง{channel} ได้อีกครั้ง",
        "{channel} works again",
    ),
    log_kind(
        "system",
        "channel.puzzled",
        "ผู้ให้บริการ{channel} ใช้คำที่ระบบไม่รู้จัก: {text} ผู้ดูแลระบบบอกความหมายได้ที่หน้าช่องทาง",
        "The provider of {channel} uses a word that is not known: {text}. The channels' page says what to do",
    ),
    log_kind(
        "system",
        "audit.alarm",
        "ผู้ตรวจในโปรแกรมพบว่า {finding} โปรดแจ้งผู้ดูแลระบบ และโทรแจ้งด้วยคน",
        "The watcher found: {finding}. Tell the IT person, and call by hand",
    ),
    log_kind(
        "system",
        "audit.cleared",
        "ไม่พบปัญหานี้แล้ว: {finding}",
        "No longer found: {finding}",
    ),
    log_kind(
        "system",
        "audit.repaired",
        "ผู้ตรวจในโปรแกรมพบและแก้แล้ว: {finding}",
        "The watcher found and mended: {finding}",
    ),
)
