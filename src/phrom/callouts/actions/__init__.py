"""Everything that changes a running call tree."""

from phrom.callouts.actions.answers import acknowledge, acknowledge_by_code, close_codes, hold_item, refuse, report_by_caller
from phrom.callouts.actions.carry_out import carry_out, due_callouts, set_aside
from phrom.callouts.actions.deliver import claim_attempts, end_attempt, keep_leases, recover_attempts, waiting_attempts
from phrom.callouts.actions.start import start_callout, stop_callout

__all__ = [
    "acknowledge",
    "acknowledge_by_code",
    "carry_out",
    "claim_attempts",
    "close_codes",
    "due_callouts",
    "end_attempt",
    "hold_item",
    "keep_leases",
    "recover_attempts",
    "refuse",
    "report_by_caller",
    "set_aside",
    "start_callout",
    "stop_callout",
    "waiting_attempts",
]
