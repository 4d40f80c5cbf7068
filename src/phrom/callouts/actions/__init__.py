"""Everything that changes a running call tree."""

from phrom.callouts.actions.answers import (
    acknowledge,
    acknowledge_by_code,
    answer_for_oneself,
    answer_practice_phone,
    recipient_of_code,
    refuse,
)
from phrom.callouts.actions.audit import audit
from phrom.callouts.actions.caller import (
    PaperCall,
    hold_next,
    hold_person,
    key_in_calls,
    let_go,
    report_by_caller,
    take_out_call_list,
)
from phrom.callouts.actions.carry_out import carry_out, due_callouts, set_aside
from phrom.callouts.actions.correction import send_correction
from phrom.callouts.actions.deliver import (
    Ended,
    attempts_waiting,
    beat,
    claim_attempts,
    end_attempts,
    keep_books,
    recover_attempts,
    still_wanted,
)
from phrom.callouts.actions.forgetting import forget_old
from phrom.callouts.actions.leap import run_clocks_ahead
from phrom.callouts.actions.mail import read_mail
from phrom.callouts.actions.replies import acknowledge_together, take_receipt, take_reply
from phrom.callouts.actions.room import Claimed, Room, Turns
from phrom.callouts.actions.start import start_callout, stop_callout, stop_callouts_of
from phrom.callouts.actions.watch_channels import watch_channels
from phrom.callouts.actions.ways import (
    issue_link_code,
    link_by_code,
    name_service,
    note_friend,
    prefer_channels,
    unlink,
)
from phrom.callouts.actions.wrong_numbers import (
    call_at_new_number,
    close_wrong_number,
    hold_wrong_number,
    is_address,
    tell_wrong_number,
)

__all__ = [
    "Claimed",
    "Ended",
    "PaperCall",
    "Room",
    "Turns",
    "acknowledge",
    "acknowledge_by_code",
    "acknowledge_together",
    "answer_for_oneself",
    "answer_practice_phone",
    "attempts_waiting",
    "audit",
    "beat",
    "call_at_new_number",
    "carry_out",
    "claim_attempts",
    "close_wrong_number",
    "due_callouts",
    "end_attempts",
    "forget_old",
    "hold_next",
    "hold_person",
    "hold_wrong_number",
    "is_address",
    "issue_link_code",
    "keep_books",
    "key_in_calls",
    "let_go",
    "link_by_code",
    "name_service",
    "note_friend",
    "prefer_channels",
    "read_mail",
    "recipient_of_code",
    "recover_attempts",
    "refuse",
    "report_by_caller",
    "run_clocks_ahead",
    "send_correction",
    "set_aside",
    "start_callout",
    "still_wanted",
    "stop_callout",
    "stop_callouts_of",
    "take_out_call_list",
    "take_receipt",
    "take_reply",
    "tell_wrong_number",
    "unlink",
    "watch_channels",
]
