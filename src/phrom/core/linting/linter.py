"""All rules over a plan: the same plan gives the same findings in the same order."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterable
from functools import cache

from phrom.core.linting import rules as rules_package
from phrom.core.linting.rule import Rule
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding

_RANK = {"error": 0, "warning": 1, "advice": 2}


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule in the folder `rules/`, by code. Raises ValueError if two share a code: that is our mistake."""
    found: dict[str, Rule] = {}
    for module in pkgutil.walk_packages(rules_package.__path__, rules_package.__name__ + "."):
        if module.ispkg:
            continue
        loaded = importlib.import_module(module.name)
        for _, member in inspect.getmembers(loaded, inspect.isclass):
            if issubclass(member, Rule) and member.__module__ == module.name:
                rule = member()
                if rule.code in found:
                    raise ValueError(f"two rules have the code {rule.code}")
                found[rule.code] = rule
    return tuple(found[code] for code in sorted(found))


def check_plan(plan: Plan, rules: Iterable[Rule] | None = None) -> tuple[Finding, ...]:
    """What is wrong with a plan: errors first, then by place, then by rule. A rule that crashes raises."""
    chosen = all_rules() if rules is None else tuple(rules)
    found = [finding for rule in chosen for finding in rule.find(plan)]
    return tuple(sorted(found, key=lambda f: (_RANK[f.severity], f.path, f.rule, f.other_paths, f.message.th)))
