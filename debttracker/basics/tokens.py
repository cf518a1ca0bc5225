"""Colours as data: one palette file serves widgets, charts and PDF."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from debttracker.basics.resources import resource_path
from debttracker.basics.toml import read_toml

SCHEMES = ("light", "dark")


@cache
def tokens(scheme: str) -> Mapping[str, str]:
    """Token name to ``#RRGGBB`` for ``scheme`` ("light" or "dark")."""
    return MappingProxyType(read_toml(resource_path("style", "tokens.toml").read_text(encoding="utf-8"))[scheme])
