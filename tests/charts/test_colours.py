"""Colours that everyone can tell apart: simulated for people without red, green or blue cones, light and dark."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from debttracker.charts.theme import FLAG_HATCH, GROUP_COLOURS, GROUP_HATCHES, LATE_HATCH, Look
from debttracker.insight.intensity import GROUPS

#: Severity 1.0 of Machado, Oliveira and Fernandes (2009), applied to linear RGB.
SEEN_BY = {
    "everyone": np.eye(3),
    "protan": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deutan": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritan": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}
#: CIE76 distance: about 2.3 is just seen side by side; areas in one bar are told apart with ease from here on.
APART = 12.0


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    ratio = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, seer: str) -> float:
    """How far apart the two colours look to ``seer``."""
    return float(np.linalg.norm(lab(SEEN_BY[seer] @ linear(one)) - lab(SEEN_BY[seer] @ linear(other))))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    light, dark = sorted((float(weights @ linear(one)), float(weights @ linear(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measures_themselves() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert distance("#000000", "#FFFFFF", "everyone") == pytest.approx(100, abs=0.1)
    assert distance("#C00000", "#5A7000", "deutan") < distance("#C00000", "#5A7000", "everyone") / 2


@pytest.mark.parametrize("seer", SEEN_BY)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_families_of_channels_differ_in_colour_or_hatch(scheme: str, seer: str) -> None:
    look = Look(scheme=scheme)
    for one, other in combinations(GROUPS, 2):
        if GROUP_HATCHES.get(one) == GROUP_HATCHES.get(other):
            assert distance(look.group(one), look.group(other), seer) >= APART, (one, other)


@pytest.mark.parametrize("seer", SEEN_BY)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_demanded_and_computed_differ(scheme: str, seer: str) -> None:
    look = Look(scheme=scheme)
    assert distance(look.colour("chart4"), look.colour("chart1"), seer) >= APART


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_stand_out_from_the_ground(scheme: str) -> None:
    look = Look(scheme=scheme)
    for token in (*set(GROUP_COLOURS.values()), "flag", "text", "muted"):
        assert contrast(look.colour(token), look.colour("surface")) >= 3, token


def test_overdue_and_flagged_amounts_need_no_colour() -> None:
    assert LATE_HATCH and FLAG_HATCH and LATE_HATCH != FLAG_HATCH
    assert GROUP_HATCHES, "letters and calls look alike to some people without a hatch"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shades_of_the_heat_map_grow_with_the_count(scheme: str) -> None:
    from debttracker.charts.heatmap import shade

    look = Look(scheme=scheme)
    shades = [shade(n, 12, look) for n in range(13)]
    away = [contrast(colour, look.colour("surface")) for colour in shades]
    assert away[1:] == sorted(away[1:])
    assert len(set(shades)) == 13
    assert all(distance(shades[0], one, seer) > 4 for one in shades[1:] for seer in SEEN_BY)
