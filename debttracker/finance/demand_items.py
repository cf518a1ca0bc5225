"""What a demand is made of, as far as its own words say: "违约金 500，上门费 300", "¥300 collection fee".

Only a named charge with an amount beside it counts; nothing is guessed from the rest of a message.
"""

from __future__ import annotations

import re
from typing import Final

from debttracker.basics.errors import BadInput
from debttracker.basics.money import Money
from debttracker.finance.demanded import Claimed
from debttracker.finance.terms import FeeKind, Part

#: Kind of charge (a Part, a FeeKind, or a word no contract term stands for) and how it is named. Longer names first.
NAMES: Final[tuple[tuple[str, str], ...]] = (
    (Part.PENALTY, r"penalty interest|default interest|overdue interest|罚息|罰息|逾期利息"),
    (Part.LATE_FEE, r"late (?:payment )?(?:fee|charge)s?|违约金|違約金|滞纳金|滯納金|逾期费|逾期費"),
    ("collection", r"(?:debt )?collection (?:fee|cost|charge)s?|催收费用?|催收費用?|清收费|清收費"),
    ("visit", r"(?:home |door |field )?visit(?:ing)? (?:fee|cost|charge)s?|上门费用?|上門費用?|外访费|外訪費"),
    ("legal", r"(?:legal|lawyer|attorney|court)(?:['’]?s)? (?:fee|cost|charge)s?|律师费|律師費|诉讼费|訴訟費|起诉费|起訴費"),
    ("travel", r"travel (?:fee|cost|expense)s?|差旅费|差旅費|交通费|交通費"),
    (FeeKind.SERVICE, r"service (?:fee|charge)s?|服务费|服務費"),
    (FeeKind.HANDLING, r"(?:handling|processing|admin(?:istration)?) (?:fee|charge)s?|手续费|手續費|管理费|管理費"),
    (FeeKind.GUARANTEE, r"guarantee fees?|担保费|擔保費"),
    (FeeKind.INSURANCE, r"insurance(?: fee| premium)?|保险费|保險費|保费|保費"),
    (FeeKind.MEMBERSHIP, r"membership fees?|会员费|會員費"),
    (Part.PRINCIPAL, r"principal|本金"),
    (Part.INTEREST, r"interest|利息"),
)
_AMOUNT: Final = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d{1,3})?|\d+(?:\.\d{1,3})?"
_SIGN: Final = r"(?:CNY|RMB|NT\$|HK\$|US\$|[¥￥$£€₩₹])?\s*"
#: Never a comma between a name and its amount: "本金，500违约金" must not give the principal 500.
_NAME: Final = "|".join(f"(?P<k{place}>{names})" for place, (_kind, names) in enumerate(NAMES))
_AFTER: Final = re.compile(rf"(?:{_NAME})(?:\s*(?:of|is|was|:|：|=|为|為|是|共|约|約)?\s*){_SIGN}(?P<amount>{_AMOUNT})(?![\d%％])",
                           re.IGNORECASE)
_BEFORE: Final = re.compile(rf"(?<![\d.,]){_SIGN}(?P<amount>{_AMOUNT})\s*(?:元|块|塊|圓)?\s*(?:的|for|as|in)?\s*(?:a |the )?"
                            rf"(?:{_NAME})", re.IGNORECASE)


def items_in(text: str, currency: str, most: int) -> tuple[Claimed, ...]:
    """The charges that ``text`` names with an amount, in order, each in minor units of ``currency``.

    ``most`` is the whole demand: what is larger cannot be a part of it and is left out. ``label`` keeps the words.
    """
    found: dict[int, Claimed] = {}
    taken: list[tuple[int, int]] = []
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            item = _item(match, currency)
            if item is not None and 0 < item.amount <= most:
                found[match.start()] = item
                taken.append(match.span())
    return tuple(found[place] for place in sorted(found))


def _item(match: re.Match[str], currency: str) -> Claimed | None:
    group = next(name for name, value in match.groupdict().items() if name.startswith("k") and value)
    try:
        amount = Money.parse(match["amount"].replace("，", ","), currency).minor
    except BadInput:
        return None
    return Claimed(str(NAMES[int(group[1:])][0]), amount, match[group])
