"""Invented cases for the evidence tests and for looking at pages. No name or number here is anyone's."""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

from debttracker.basics.moments import Moment, Precision
from debttracker.basics.money import Money
from debttracker.evidence.document import (
    AttachmentExhibit,
    Chart,
    ContactExhibit,
    Edit,
    EvidenceChoices,
    EvidenceContent,
    FindingInstance,
    FindingSheet,
    ImportBatch,
    InstalmentLine,
    JournalState,
    Kept,
    LoanSheet,
    PaymentLine,
    Source,
    Strength,
)

ZONE = "Asia/Shanghai"
STATED = Moment.of_local(datetime(2026, 11, 23, 20, 0), ZONE)
HEAD = hashlib.sha256(b"journal").hexdigest()
FILE_SHA = hashlib.sha256(b"sms.xml").hexdigest()
PHRASE = "恒通催收提醒您尽快还款"
TEXTS = (
    "您好，您在青柳小贷的借款已逾期12天，请今日18:00前处理，否则我们将联系您的紧急联系人。",
    "Your account is 12 days overdue. Pay 3,200.00 today or we will visit you at work.",
    "再不还钱就去你单位找你领导 😡 *别以为* #我们 @不知道 你在哪",
    f"【恒通】{PHRASE}，逾期金额 ¥ 3,200.00，详询 400-000-0000。",
    "",
    "",
    "",
)
PARTIES = (("恒通催收", "collector", "+86 400 000 0000"), ("Qingliu Micro-loan 青柳小贷", "creditor", "95000"),
           ("Hengtong Collections", "collector", "+86 138 0000 0000"))


@cache
def picture(seed: int = 1, size: tuple[int, int] = (900, 1400)) -> bytes:
    """A drawn chat screenshot as PNG."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", size, (238, 238, 240))
    draw = ImageDraw.Draw(image)
    chance = random.Random(seed)
    for row in range(6):
        left = 60 if row % 2 else 260
        draw.rounded_rectangle((left, 80 + row * 200, left + 520, 210 + row * 200), 24, fill=(255, 255, 255))
        for line in range(2):
            draw.rectangle((left + 30, 110 + row * 200 + line * 40, left + chance.randint(200, 480),
                            126 + row * 200 + line * 40), fill=(90, 97, 104))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def attachment(number: str, data: bytes, name: str, mime: str) -> AttachmentExhibit:
    """An exhibit with the right size and checksum of ``data``."""
    return AttachmentExhibit(number, name, mime, len(data), hashlib.sha256(data).hexdigest(), lambda: data)


def contacts(n: int, seed: int = 7, *, pictures: bool = True, first_number: int = 1) -> Iterator[ContactExhibit]:
    """``n`` contacts in order of time over about 18 months, some with texts, edits, imports and attachments."""
    chance = random.Random(seed)
    wall = datetime(2025, 6, 1, 9, 0)
    files = 0
    for index in range(n):
        wall += timedelta(minutes=chance.randint(30, max(60, 1_500_000 // (n + 1))))
        wall = min(wall, datetime(2026, 11, 22, 22, 0) + timedelta(seconds=index))
        party, role, handle = chance.choice(PARTIES)
        channel = chance.choice(("call", "call", "call", "sms", "sms", "wechat", "visit"))
        call = channel == "call"
        moment = Moment.of_local(wall, ZONE, chance.choice((Precision.EXACT, Precision.EXACT, Precision.MINUTE)))
        text = "" if call and index % 5 else TEXTS[chance.randrange(len(TEXTS))]
        outcome = chance.choice(("answered", "missed", "missed")) if call else (
            "met" if channel == "visit" else "delivered")
        attached: tuple[AttachmentExhibit, ...] = ()
        if pictures and index % 37 == 3:
            files += 1
            attached = (attachment(f"A-{files:06d}", picture(files % 5), f"截图 {files}.png", "image/png"),)
        if pictures and index % 91 == 5:
            files += 1
            attached += (attachment(f"A-{files:06d}", b"ID3" + bytes(48_000), "call recording.m4a", "audio/mp4"),)
        yield ContactExhibit(
            f"C-{first_number + index:06d}", moment, channel, "in" if index % 19 else "out", outcome,
            kept(moment, index, chance), chance.randint(20, 900) if outcome == "answered" else None, party, role,
            handle, chance.choice(("borrower", "borrower", "borrower", "relative", "colleague", "")),
            "青柳小贷 2025" if index % 2 else "", text,
            ("threat_visit", "disclosure_third_party") if index % 23 == 2 else (),
            "He said he knew where I work; my colleague heard it." if index % 29 == 1 else "",
            Money(320_000, "CNY") if index % 31 == 4 else None, (), attached)


def kept(moment: Moment, index: int, chance: random.Random) -> Kept:
    """Written by hand soon after, or imported; some edited later."""
    if index % 3 == 0:
        created = Moment(moment.utc_ms + chance.randint(1, 40) * 60_000, ZONE)
        edits = ()
        if index % 24 == 0:
            edits = (Edit(Moment(created.utc_ms + 86_400_000, ZONE), "duration_s", "180", "220"),)
        return Kept(created, None, edits)
    return Kept(Moment.of_local(datetime(2026, 11, 23, 10, 12), ZONE), Source("sms-20261123.xml", FILE_SHA, 100 + index))


def content(n: int = 5, **more: object) -> EvidenceContent:
    """A whole case with ``n`` contacts."""
    loan = LoanSheet(
        "青柳小贷 2025", "Qingliu Micro-loan 青柳小贷",
        (("Principal", "¥ 30,000.00"), ("Received", "¥ 27,600.00"), ("Nominal rate", "24 % a year"),
         ("Effective annual rate", "46.6 %")),
        tuple(InstalmentLine(i, date(2025, i, 15), Money(281_500, "CNY"), Money(281_500 if i < 8 else 0, "CNY"),
                             "paid" if i < 8 else "overdue") for i in range(1, 13)),
        tuple(PaymentLine(date(2025, i, 14), Money(281_500, "CNY"), "bank transfer", "", "") for i in range(1, 8)),
        Money(4_100_000, "CNY"), Money(1_407_500, "CNY"), "Five instalments open, penalty interest capped as agreed.",
        (attachment("A-900001", b"%PDF-1.4 contract", "contract 合同.pdf", "application/pdf"),))
    findings = (
        FindingSheet("More than three answered calls in one day", "GB/T 45251-2025, 6.2", "Recommended national standard",
                     Strength.HARD, tuple(FindingInstance(date(2026, 3, d), date(2026, 3, d),
                                                          tuple(f"C-{i:06d}" for i in range(d, d + 5)), "恒通催收", 5, 3,
                                                          "answered at 09:10, 10:02, 11:30, 14:05 and 16:44")
                                          for d in range(1, 4)),
                     date(2025, 2, 28), None, "Counts calls that were answered, per collector and calendar day.",
                     ("Is the lender bound by this standard? If it is a licensed micro-loan company, yes.",)),
        FindingSheet("Calls late in the evening", "Self-discipline convention, article 12", "Self-discipline",
                     Strength.SOFT, (FindingInstance(date(2026, 3, 1), date(2026, 3, 9), ("C-000002", "C-000005")),),
                     None, None, "Between 22:00 and 08:00 local time.", (), True),
    ) if n else ()
    values = {
        "case_name": "李明 · 青柳小贷", "case_id": "7f3a91c0-0000-4000-8000-000000000001", "borrower": "李明",
        "contacts": contacts(n), "journal": JournalState(HEAD, 3902, True), "contact_count": n,
        "charts": (chart(),) if n else (), "findings": findings, "loans": (loan,),
        "imports": (ImportBatch("sms-20261123.xml", FILE_SHA, STATED, 812, 640, 160, 12),), **more}
    return EvidenceContent(**values)  # type: ignore[arg-type]


def chart() -> Chart:
    """A small bar chart as SVG."""
    bars = "".join(f'<rect x="{30 + i * 30}" y="{150 - h}" width="20" height="{h}" fill="#1F6F6B"/>'
                   for i, h in enumerate((20, 40, 35, 90, 130, 70, 55, 20, 15, 60, 80, 30)))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 170">{bars}<path d="M20 150H400" stroke="#8B8578"/></svg>'
    return Chart("Contacts per month", svg.encode(), "Bar chart of contacts per month; most in October 2025.",
                 "Contacts rose after the first overdue day and were most in October 2025.")


def choices(language: str = "en", **more: object) -> EvidenceChoices:
    """Choices at the stated moment."""
    return EvidenceChoices(STATED, language, **more)  # type: ignore[arg-type]
