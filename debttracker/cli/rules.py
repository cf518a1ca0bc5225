"""``debttracker rules``: the rule packs that are installed."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from debttracker.basics.languages import Words
from debttracker.basics.moments import day_of
from debttracker.cli.output import print_json


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--jurisdiction", metavar="CODE", help="only this one, e.g. cn")
    parser.add_argument("--json", action="store_true", help="print them as JSON")


def run(args: Namespace, speak: Words) -> int:
    """Print packs and rules."""
    from debttracker.derived.findings import citation, own_packs_folder
    from debttracker.rules.packs import all_packs

    packs = all_packs(own_packs_folder())
    for refused in packs.refused:
        print(refused.say(speak), file=sys.stderr)
    chosen = [pack for pack in packs.packs
              if not args.jurisdiction or pack.jurisdiction.upper() == args.jurisdiction.upper().partition("-")[0]]
    if args.json:
        print_json([_pack_json(pack, speak) for pack in chosen])
        return 0
    for pack in chosen:
        print(f"{pack.jurisdiction}  {pack.name.say(speak)}  ({len(pack.rules)})")
        if args.jurisdiction:
            for rule in pack.rules:
                print(f"  {rule.id}: {rule.title.say(speak)}")
                print(f"      {rule.plain.say(speak)}")
                print(f"      {citation(rule, speak)}")
    return 0


def _pack_json(pack: Any, speak: Words) -> dict[str, Any]:
    def day(number: int | None) -> str | None:
        return day_of(number).isoformat() if number is not None else None

    return {
        "id": pack.id, "jurisdiction": pack.jurisdiction, "name": pack.name.say(speak),
        "rules": [{
            "id": rule.id, "kind": rule.kind, "jurisdiction": rule.jurisdiction, "title": rule.title.say(speak),
            "plain": rule.plain.say(speak), "strength": rule.strength.value, "confidence": rule.confidence.value,
            "instrument": rule.source.instrument.say(speak), "article": rule.article,
            "body": rule.source.body.say(speak), "force": rule.source.force.value,
            "from": day(rule.from_day if rule.from_day is not None else rule.source.from_day),
            "to": day(rule.to_day if rule.to_day is not None else rule.source.to_day), "address": rule.source.address,
        } for rule in pack.rules],
    }
