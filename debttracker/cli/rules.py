"""``debttracker rules``: the rule packs that are installed."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_, Words
from debttracker.basics.moments import day_of
from debttracker.cli.output import print_json


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--jurisdiction", metavar="CODE", help="only this one, e.g. cn")
    parser.add_argument("--add", metavar="FILE", type=Path, help="take in a rule file of your own, after a check")
    parser.add_argument("--json", action="store_true", help="print them as JSON")


def run(args: Namespace, speak: Words) -> int:
    """Print packs and rules; first take a file in, if one was given."""
    from debttracker.derived.findings import citation
    from debttracker.derived.flag_state import own_packs_folder
    from debttracker.rules.packs import all_packs

    if args.add is not None:
        _add(args.add, speak)
    packs = all_packs(own_packs_folder())
    for refused in packs.refused:
        print(refused.say(speak), file=sys.stderr)
    chosen = [pack for pack in packs.packs
              if not args.jurisdiction or pack.jurisdiction.upper() == args.jurisdiction.upper().partition("-")[0]]
    if args.jurisdiction and not chosen:
        raise BadInput(N_("There is no rule pack for {codes}. “debttracker rules” lists those there are."),
                       codes=args.jurisdiction.upper())
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


def _add(path: Path, speak: Words) -> None:
    """Copy a rule file to the user's own and say where it went. Raises PackTrouble with the line of a mistake."""
    from debttracker.derived.own_packs import add_pack

    added = add_pack(path)
    print(speak("Taken in: {name}, {path}", name=added.pack.name.say(speak), path=added.path), file=sys.stderr)
    if added.replaces:
        print(speak("It is used instead of the rules of the same name that come with the program."), file=sys.stderr)


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
