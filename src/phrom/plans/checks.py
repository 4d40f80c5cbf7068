"""An approved plan's document is guarded by the database."""

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


def install_guards(using: str, **_kwargs: Any) -> None:
    install(APPROVED_PLANS, using)
