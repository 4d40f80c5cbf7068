"""Everything that changes offices, accounts and codes."""

from phrom.offices.actions.accounts import change_role, create_account, end_access, rename_office, tie_account
from phrom.offices.actions.codes import (
    confirm_by_code,
    issue_approval_code,
    issue_one_time_code,
    person_of_code,
    use_one_time_code,
)
from phrom.offices.actions.forgetting import forget_past_sign_ins
from phrom.offices.actions.offices import create_office, create_sample_office, ensure_first_office, sample_approval_code
from phrom.offices.actions.sign_in import sign_in_with_password, sign_out

__all__ = [
    "change_role",
    "confirm_by_code",
    "create_account",
    "create_office",
    "create_sample_office",
    "end_access",
    "ensure_first_office",
    "forget_past_sign_ins",
    "issue_approval_code",
    "issue_one_time_code",
    "person_of_code",
    "rename_office",
    "sample_approval_code",
    "sign_in_with_password",
    "sign_out",
    "tie_account",
    "use_one_time_code",
]
