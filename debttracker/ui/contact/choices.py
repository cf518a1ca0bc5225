"""Which channels are offered first, and which outcomes each family of channels can have."""

from __future__ import annotations

from typing import Final

from debttracker.basics.vocabulary import GROUP_OF, Channel, ChannelGroup, Outcome

#: Channels offered as buttons; the rest are in the list behind "other".
FIRST_CHANNELS: Final = (Channel.CALL, Channel.SMS, Channel.WECHAT, Channel.VISIT, Channel.LETTER)

_OUTCOMES: Final = {
    ChannelGroup.CALLS: (Outcome.MISSED, Outcome.ANSWERED, Outcome.REJECTED, Outcome.BLOCKED, Outcome.VOICEMAIL),
    ChannelGroup.MESSAGES: (Outcome.DELIVERED, Outcome.FAILED),
    ChannelGroup.CHATS: (Outcome.DELIVERED, Outcome.FAILED),
    ChannelGroup.VISITS: (Outcome.MET, Outcome.NOT_HOME),
    ChannelGroup.LETTERS: (Outcome.DELIVERED, Outcome.UNKNOWN),
}


def outcomes_of(channel: str) -> tuple[Outcome, ...]:
    """Outcomes that make sense for ``channel``, likeliest first."""
    return _OUTCOMES[GROUP_OF[channel]]


def has_length(outcome: str) -> bool:
    """Whether the contact lasted: an answered call, a voicemail, a meeting."""
    return outcome in (Outcome.ANSWERED, Outcome.VOICEMAIL, Outcome.MET)
