"""``debttracker check CASE``: which contacts may breach a rule."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_, Words
from debttracker.cli.opening import add_case_argument, opened
from debttracker.cli.output import print_json


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_case_argument(parser)
    parser.add_argument("--jurisdiction", metavar="CODE", action="append", default=[],
                        help="whose rules to check, e.g. cn, us, us-ma (default: those of the case); repeatable")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(args: Namespace, speak: Words) -> int:
    """Print the findings."""
    from debttracker.derived.findings import check_case, citation
    from debttracker.rules.book import wanted

    codes = frozenset(code.upper() for code in args.jurisdiction)
    with opened(args.case, speak) as case:
        done = check_case(case.reader(), tuple(args.jurisdiction))
    for refused in done.packs.refused:
        print(refused.say(speak), file=sys.stderr)
    unknown = [code for code in sorted(codes) if not any(
        wanted(known, frozenset((code,))) for known in done.packs.jurisdictions)]
    if unknown:
        raise BadInput(N_("There is no rule pack for {codes}. “debttracker rules” lists those there are."),
                       codes=", ".join(unknown))
    findings = done.checked.findings
    if args.json:
        print_json({"findings": [dict(found.to_json(speak)) for found in findings]})
        return 0
    rules = done.checked.rules
    for found in findings:
        print(f"[{found.strength.value}] {found.explanation.say(speak)}")
        print(f"    {citation(rules[found.rule], speak)}")
        for question in found.conditions:
            print(f"    ? {question.say(speak)}")
    print(speak.plural("{n} finding. Whether a rule was broken is for a lawyer, regulator or court to decide.",
                       "{n} findings. Whether a rule was broken is for a lawyer, regulator or court to decide.",
                       len(findings)))
    return 0
