"""Signs that a number may belong to someone who collects a debt: suggestions for the preview, never more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from debttracker.basics.languages import N_

#: Words of reminders and collection, in the scripts and languages of the program; compared casefolded.
_WORDS: Final = (
    "催收", "逾期", "还款", "欠款", "借款", "贷款", "贷", "欠费", "结清", "违约金", "罚息", "征信", "法务", "律师函",
    "起诉", "调解", "失信", "账单日", "最低还款", "分期", "本息", "委外", "還款", "貸款", "貸", "信貸", "徵信",
    "違約金",
    "罰息", "律師函", "起訴", "調解", "overdue", "past due", "collection", "collector", "debt", "loan", "repay",
    "instalment", "installment", "delinquent", "outstanding balance", "amount due", "default notice", "credit bureau",
    "legal action", "late fee", "final notice", "settle your",
)
_PATTERN: Final = re.compile("|".join(re.escape(word) for word in sorted(set(_WORDS), key=len, reverse=True)))
#: Service numbers of mainland China: 95xxx (banks, firms), 106… (bulk texts), 400/800 hotlines, 12xxx; and short codes.
_SERVICE: Final = re.compile(r"(?:\+?86)?(?:9[56]\d{3,6}|106\d{5,17}|[48]00\d{7}|12\d{3})|\d{4,6}|"
                             r"\+?1?8(?:00|33|44|55|66|77|88)\d{7}")
#: Attempts without an answer, from a number nobody saved, that look like dialling in series.
MANY_MISSED: Final = 5


class Likelihood(StrEnum):
    """How much a group looks like a collector."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


#: Why a number is suggested, in words; used with the fields of the reason.
KNOWN_COLLECTOR: Final = N_("already in your case as a collector or creditor")
KNOWN_OTHER: Final = N_("already in your case, not as a collector")
SPEAKS_OF_DEBT: Final = N_("{n} messages speak of loans, arrears or collection (“{word}”)")
NAME_SAYS_SO: Final = N_("its name in the phone book speaks of loans or collection (“{word}”)")
SERVICE_NUMBER: Final = N_("a service number, as firms use")
MISSED_STRANGER: Final = N_("{n} missed calls from a number that is not in the phone book")
SAVED_PERSON: Final = N_("saved in the phone book by name")


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason: an English sentence marked with N_ and its fields; ``weight`` adds up over the reasons."""

    message: str
    weight: int
    n: int = 0
    word: str = ""


def debt_word(text: str) -> str:
    """The first word of debts or collection in ``text``, or ""."""
    found = _PATTERN.search(text.casefold())
    return found[0] if found else ""


def is_service_number(handle: str) -> bool:
    """Whether the comparable handle looks like a firm's service number."""
    return _SERVICE.fullmatch(handle) is not None


def likelihood(signs: tuple[Sign, ...]) -> Likelihood:
    """What the signs add up to."""
    total = sum(sign.weight for sign in signs)
    return Likelihood.LIKELY if total >= 3 else Likelihood.POSSIBLE if total >= 1 else Likelihood.UNLIKELY
