"""The course of an incident: which stages it goes through, and what may follow what.

Source of the stages: the plan's scenario procedures (เมื่อเริ่มมีเหตุการณ์, เมื่อเข้าสู่สภาวะวิกฤต, เมื่อกลับสู่สภาวะปกติ).
"""

from typing import Literal

from phrom.core.plan.document import Plan, Scenario

Stage = Literal["onset", "crisis", "recovery", "closed"]
Matter = Literal["activation", "stand-down", "manual", "site", "spending", "message", "other"]
TWO_PEOPLE: tuple[Matter, ...] = ("activation", "stand-down", "manual")  # nobody decides these alone


def scenario_for(plan: Plan, threat: str) -> Scenario | None:
    return next((s for s in plan.scenarios if s.threat == threat), None)


def has_recovery(plan: Plan, threat: str) -> bool:
    """Whether anything is ordered after stand-down: steps, or a target counted from it or from the power's return.

    A threat without any procedure in the plan keeps the stage: nobody has said that nothing is to be done.
    """
    scenario = scenario_for(plan, threat)
    if scenario is None:
        return True
    return bool(scenario.recovery) or any(t.after in ("stand-down", "power-restored") for t in scenario.targets)


def stage_after_stand_down(plan: Plan, threat: str) -> Stage:
    """Recovery, or closed at once where the plan orders nothing for it."""
    return "recovery" if has_recovery(plan, threat) else "closed"


def may_be_asked(stage: str, matter: str) -> bool:
    """Activation before the plan is in force, stand-down while it is; all else while the incident is open."""
    if matter == "activation":
        return stage == "onset"
    if matter == "stand-down":
        return stage == "crisis"
    return stage != "closed"
