"""An approved plan is guarded by the database: its document stays, and so does its row."""

from typing import Any

from phrom.append_only import Guard, install

# Compared as text: PostgreSQL has no equality for json, and jsonb keeps one spelling.
APPROVED_PLANS = Guard(
    "plans_planversion",
    when="OLD.state IN ('approved', 'superseded') AND ("
    "CAST(OLD.document AS text) <> CAST(NEW.document AS text) "
    "OR CAST(OLD.accepted_errors AS text) <> CAST(NEW.accepted_errors AS text) "
    "OR OLD.accepted_reason <> NEW.accepted_reason "
    "OR COALESCE(OLD.approved_by_id, 0) <> COALESCE(NEW.approved_by_id, 0) "
    "OR COALESCE(OLD.submitted_by_id, 0) <> COALESCE(NEW.submitted_by_id, 0) "
    "OR NEW.state IN ('draft', 'submitted'))",
    events=("UPDATE",),
)
# what was once in force is never gone: incidents and the log book rest on it
APPROVED_PLANS_STAY = Guard("plans_planversion", when="OLD.state IN ('approved', 'superseded')", events=("DELETE",))


def install_guards(using: str, **_kwargs: Any) -> None:
    install(APPROVED_PLANS, using)
    install(APPROVED_PLANS_STAY, using)
