"""Everything that people do in an incident."""

from phrom.response.actions.damage import add_photograph, change_damage, record_damage
from phrom.response.actions.ending import end_incident
from phrom.response.actions.handover import hand_over
from phrom.response.actions.meetings import (
    approve_minutes,
    call_meeting,
    cancel_meeting,
    hold_meeting,
    keep_minutes,
)
from phrom.response.actions.messages import (
    approve_message,
    draft_message,
    drop_message,
    edit_message,
    planned_call,
    record_published,
    send_message,
)
from phrom.response.actions.people import (
    make_site_code,
    person_outside,
    record_wellbeing,
    report_in,
    report_in_by_code,
)
from phrom.response.actions.processes import (
    ask_for_manual_work,
    count_backlog,
    decide_manual_work,
    may_change_process,
    print_forms,
    set_process_state,
    sign_backlog_off,
)
from phrom.response.actions.reports import approve_report, draft_report, edit_report, note_situation, record_report_sent
from phrom.response.actions.stakeholders import add_stakeholder, assign_stakeholder, record_told
from phrom.response.actions.supply import ask_for_resource, change_request, count_store
from phrom.response.actions.tasks import (
    add_task,
    finish_task,
    hand_task_on,
    reopen_task,
    repeat_task,
    set_task_aside,
    take_task,
)
from phrom.response.actions.units import drop_shift, may_report_for, plan_shift, report_for_unit

__all__ = [
    "add_photograph",
    "add_stakeholder",
    "add_task",
    "approve_message",
    "approve_minutes",
    "approve_report",
    "ask_for_manual_work",
    "ask_for_resource",
    "assign_stakeholder",
    "call_meeting",
    "cancel_meeting",
    "change_damage",
    "change_request",
    "count_backlog",
    "count_store",
    "decide_manual_work",
    "draft_message",
    "draft_report",
    "drop_message",
    "drop_shift",
    "edit_message",
    "edit_report",
    "end_incident",
    "finish_task",
    "hand_over",
    "hand_task_on",
    "hold_meeting",
    "keep_minutes",
    "make_site_code",
    "may_change_process",
    "may_report_for",
    "note_situation",
    "person_outside",
    "plan_shift",
    "planned_call",
    "print_forms",
    "record_damage",
    "record_published",
    "record_report_sent",
    "record_told",
    "record_wellbeing",
    "reopen_task",
    "repeat_task",
    "report_for_unit",
    "report_in",
    "report_in_by_code",
    "send_message",
    "set_process_state",
    "set_task_aside",
    "sign_backlog_off",
    "take_task",
]
