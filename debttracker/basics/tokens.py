"""Colours as data: one palette file serves widgets, charts and PDF."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from debttracker.basics.resources import resource_path

SCHEMES = ("light", "dark")


@cache
def tokens(scheme: str) -> Mapping[str, str]:
    """Token name to ``#RRGGBB`` for ``scheme`` ("light" or "dark")."""
    with resource_path("style", "tokens.toml").open("rb") as stream:
        return MappingProxyType(tomllib.load(stream)[scheme])
