"""Log kinds of the review of an incident: what is mended, by whom, by when."""

from phrom.core.log_entry.kind import log_kind

REVIEW_KINDS = (
    log_kind(
        "decision",
        "improvement.decided",
        "ทบทวน: {finding} ให้ {owner} แก้โดย {action} ภายใน {due}",
        "Review: {finding}; {owner} mends it by {due}: {action}",
    ),
    log_kind(
        "decision",
        "improvement.set_aside",
        "ทบทวน: {finding} ไม่ต้องแก้ เพราะ{reason}",
        "Review: {finding}; nothing is to be done, because {reason}",
    ),
    log_kind(
        "response",
        "improvement.done",
        "{person_name} แก้แล้ว: {action} ({proof})",
        "{person_name} has mended it: {action} ({proof})",
    ),
)
