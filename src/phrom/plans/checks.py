"""An approved plan's document is guarded by the database."""

from typing import Any

from phrom.append_only import Guard, install

# compared as text: PostgreSQL has no equality for json, and jsonb keeps one spelling
APPROVED_PLANS = Guard(
    "plans_planversion",
    when="OLD.state IN ('approved', 'superseded') AND "
    "(CAST(OLD.document AS text) <> CAST(NEW.document AS text) OR NEW.state IN ('draft', 'submitted'))",
    events=("UPDATE",),
)


def install_guards(using: str, **_kwargs: Any) -> None:
    install(APPROVED_PLANS, using)
