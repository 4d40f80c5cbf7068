"""Findings that an office lives with: what tells whether the place is still as it was when somebody accepted it."""

import json
from hashlib import sha256

from phrom.core.plan.document import Plan
from phrom.core.plan.tree import Plain, plain_at, plain_plan
from phrom.core.values.finding import Finding


def fingerprints(plan: Plan, findings: tuple[Finding, ...]) -> dict[Finding, str]:
    """For each finding a mark of its rule and of all that stands at its places: another value, another mark."""
    tree = plain_plan(plan)
    return {finding: _mark(tree, finding) for finding in findings}


def _mark(tree: dict[str, Plain], finding: Finding) -> str:
    places = [(path, plain_at(tree, path)) for path in (finding.path, *finding.other_paths)]
    return sha256(json.dumps([finding.rule, places], sort_keys=True).encode()).hexdigest()
