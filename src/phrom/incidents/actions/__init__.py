"""Everything that changes an incident itself."""

from phrom.incidents.actions.calling_way import choose_calling_way, forget_calling_way
from phrom.incidents.actions.decisions import (
    OWN_WORD,
    Decider,
    answer_decision,
    ask,
    ask_for_decision,
    decision_of,
    require_play,
    said_by,
    settle,
    who_decides,
)
from phrom.incidents.actions.numbers import mend_number, number_is_right, tell_own_wrong_number
from phrom.incidents.actions.opening import (
    practice_settings,
    propose_activation,
    propose_activation_of,
    real_settings,
    settings_for,
    start_practice,
    watch_incident,
)
from phrom.incidents.actions.power import announce_power_cut, power_is_back, withdraw_power_cut
from phrom.incidents.actions.record import locked, locked_open, said_moment, write
from phrom.incidents.actions.several_offices import (
    decline_to_join,
    join_incident,
    name_offices,
    right_to_join,
    stop_sharing,
    withdraw_office,
)
from phrom.incidents.actions.sites import choose_site, go_to_fallback
from phrom.incidents.actions.stages import (
    approve_activation,
    approve_stand_down,
    close_incident,
    may_close,
    propose_stand_down,
    reject_activation,
    reject_stand_down,
    run_clock_ahead,
)

__all__ = [
    "OWN_WORD",
    "Decider",
    "announce_power_cut",
    "answer_decision",
    "approve_activation",
    "approve_stand_down",
    "ask",
    "ask_for_decision",
    "choose_calling_way",
    "choose_site",
    "close_incident",
    "decision_of",
    "decline_to_join",
    "forget_calling_way",
    "go_to_fallback",
    "join_incident",
    "locked",
    "locked_open",
    "may_close",
    "mend_number",
    "name_offices",
    "number_is_right",
    "power_is_back",
    "practice_settings",
    "propose_activation",
    "propose_activation_of",
    "propose_stand_down",
    "real_settings",
    "reject_activation",
    "reject_stand_down",
    "require_play",
    "right_to_join",
    "run_clock_ahead",
    "said_by",
    "said_moment",
    "settings_for",
    "settle",
    "start_practice",
    "stop_sharing",
    "tell_own_wrong_number",
    "watch_incident",
    "who_decides",
    "withdraw_office",
    "withdraw_power_cut",
    "write",
]
