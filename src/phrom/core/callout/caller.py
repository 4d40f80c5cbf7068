"""Who calls whom by hand: the caller's list.

Members are called by their leader, or who acts as such; leaders and the head by the coordinator; the coordinator by the
head. Only somebody who has answered, and has not said that they cannot come, is given a list.
"""

from dataclasses import dataclass

from phrom.core.callout.state import CalloutState, PersonState, SlotState
from phrom.core.callout.tree import CallTree


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody to be called by hand now; `caller` None: by whoever is at the board."""

    person: str
    caller: str | None
    slots: tuple[str, ...]  # the places that wait for this person


def leading(tree: CallTree, state: CalloutState, team: str | None) -> str | None:
    """Who leads a team at this moment and has answered: its leader, who acts, the coordinator, the head; or nobody."""
    wanted = ([tree.team_by_id[team].leader] if team else []) + ["coordinator", "head"]
    acting = (state.slots[slot].acting for slot in wanted if slot in state.slots)
    return next((person for person in acting if person), None)


def current_caller(tree: CallTree, state: CalloutState, person: str) -> str | None:
    """Who should call this person by hand now; None while nobody who could has answered.

    A person in several places is called for the highest of those that wait for them.
    """
    slots = [state.slots[slot.id] for slot in tree.slots_by_person[person]]
    waiting = [slot for slot in slots if slot.holder == person and not slot.settled]
    callers = (_caller_for(tree, state, slot) for slot in waiting or slots)
    return next((caller for caller in callers if caller), None)


def _caller_for(tree: CallTree, state: CalloutState, slot: SlotState) -> str | None:
    if slot.slot.level == "member":
        return leading(tree, state, slot.slot.team)
    above = leading(tree, state, None)
    # nobody at the top has answered: a leader who has is better than no caller at all
    return above or next((a for t in tree.teams if (a := state.slots[t.leader].acting)), None)


def listed_now(tree: CallTree, state: CalloutState, person: str) -> ListedPerson | None:
    """Whether this person is to be called by hand now; None for who has answered, or was never put on a list.

    A place that was given up keeps its people on the list: "unreachable" says that the tries are spent, not that
    nobody may try again. So does one that went on to the alternate, for whom has a new number.
    """
    known = state.people[person]
    if known.listing is None or known.answered:
        return None
    open_slots = [s for slot in tree.slots_by_person[person] if (s := state.slots[slot.id]).acting is None]
    waiting = tuple(s.slot.id for s in open_slots if not s.closed and s.holder == person)
    wanted = waiting or tuple(s.slot.id for s in open_slots if s.closed or known.listing.reason == "number_mended")
    return ListedPerson(person, known.listing.caller, wanted) if wanted else None


def caller_lists(tree: CallTree, state: CalloutState) -> tuple[ListedPerson, ...]:
    """Everybody who is to be called by hand now, in the order of the tree: first those whose turn it is, then those
    of places that were given up."""
    waiting: dict[str, None] = {}
    given_up: dict[str, None] = {}
    for slot in tree.slots:
        slot_state = state.slots[slot.id]
        if slot_state.closed:
            given_up |= dict.fromkeys(slot.holders)
        elif slot_state.holder:
            waiting[slot_state.holder] = None
            given_up |= dict.fromkeys(h for h in slot.holders if state.people[h].mended)
    return tuple(listed for person in waiting | given_up if (listed := listed_now(tree, state, person)))


def needs_other_caller(state: CalloutState, listed: PersonState) -> bool:
    """True if the caller of a listed person was nobody, or has since said that they cannot come."""
    if listed.listing is None:
        return False
    caller = state.people.get(listed.listing.caller or "")
    return caller is None or not caller.can_act
