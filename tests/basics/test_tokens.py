"""The palette keeps the contrast that WCAG 2.2 asks for: text 4.5, graphics and control edges 3."""

from __future__ import annotations

import re

import pytest

from debttracker.basics.tokens import SCHEMES, tokens

GROUNDS = ("ground", "surface", "sunken")
TEXT = ("text", "muted", "accent", "due", "late", "flag", "ok")
PAIRS = [("on_accent", "accent"), *((name, f"{name}_soft") for name in ("accent", "due", "late", "flag", "ok"))]
CHARTS = [f"chart{n}" for n in range(1, 6)]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", TEXT)
def test_text_on_every_ground(scheme: str, name: str) -> None:
    palette = tokens(scheme)
    assert min(contrast(palette[name], palette[ground]) for ground in GROUNDS) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("name", "ground"), PAIRS)
def test_text_on_its_own_colour(scheme: str, name: str, ground: str) -> None:
    assert contrast(tokens(scheme)[name], tokens(scheme)[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", [*CHARTS, "edge"])
def test_graphics_and_edges_on_cards(scheme: str, name: str) -> None:
    assert contrast(tokens(scheme)[name], tokens(scheme)["surface"]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_both_schemes_name_the_same_colours(scheme: str) -> None:
    assert set(tokens(scheme)) == set(tokens("light"))
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in tokens(scheme).values())


def test_the_lowest_figures_that_the_design_states() -> None:
    light = tokens("light")
    assert contrast(light["accent"], light["accent_soft"]) == pytest.approx(4.86, abs=0.01)
    assert contrast(light["chart2"], light["surface"]) == pytest.approx(3.37, abs=0.01)
