"""Every chart in every language and state: drawn the same for window and paper, with words that are seen whole."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from debttracker.basics.languages import LANGUAGES, words
from debttracker.charts import fonts
from debttracker.charts.hits import HitArea, hit
from debttracker.charts.image import Canvas, png, svg
from debttracker.charts.theme import Look

sys.path.insert(0, str(Path(__file__).parent))
import data
from data import Case

CASES = data.cases()
STATES = ("full", "empty", "one")


def drawn(case: Case, state: str, language: str, look: Look, size: tuple[int, int] = (640, 300),
          ) -> tuple[Figure, list[HitArea]]:
    """The figure at 96 dpi, and its areas."""
    figure = Figure(figsize=(size[0] / 96, size[1] / 96), dpi=96)
    FigureCanvasAgg(figure)
    return figure, case.module.draw(figure, getattr(case, state), look, words(language))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_words_stay_on_the_paper_and_apart(case: Case, state: str, language: str, scheme: str) -> None:
    figure, areas = drawn(case, state, language, Look(scheme=scheme))
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    boxes = [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in figure.texts]
    assert boxes, "a chart without a word"
    for text, box in boxes:
        assert fonts.MISSING not in text
        assert box.x0 >= -1.5 and box.x1 <= 641.5 and box.y0 >= -3 and box.y1 <= 303, (text, box)
    for place, (text, box) in enumerate(boxes):
        for other, another in boxes[place + 1:]:
            across = min(box.x1, another.x1) - max(box.x0, another.x0)
            upwards = min(box.y1, another.y1) - max(box.y0, another.y0)
            assert across <= 1 or upwards <= 3, f"{text!r} lies upon {other!r}"
    for area in areas:
        assert -0.01 <= area.left <= area.right <= 1.01 and -0.01 <= area.bottom <= area.top <= 1.01, area
        assert area.tip.strip()
    assert bool(areas) == (state != "empty")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_window_and_paper_draw_the_same(case: Case) -> None:
    speak, look, found = words("zh-Hans"), Look(), []
    pixels, width, height = Canvas(680, 290, 96).pixels(
        lambda figure: found.append(case.module.draw(figure, case.full, look, speak)))
    assert (width, height) == (680, 290)
    assert len(pixels) == 680 * 290 * 4
    paper: list[list[HitArea]] = []
    document = svg(lambda figure: paper.append(case.module.draw(figure, case.full, look, speak)), 680 / 96 * 25.4,
                   290 / 96 * 25.4)
    assert len(found[0]) == len(paper[0])
    for screen, printed in zip(found[0], paper[0], strict=True):
        assert (screen.drill, screen.tip) == (printed.drill, printed.tip)
        assert screen.left == pytest.approx(printed.left, abs=0.004)
        assert screen.top == pytest.approx(printed.top, abs=0.006)
    tree = ElementTree.fromstring(document)
    assert tree.tag.endswith("svg")
    assert any(element.tag.endswith("text") for element in tree.iter()), "text became outlines"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_same_data_gives_the_same_bytes(case: Case) -> None:
    def draw(figure: Figure) -> object:
        return case.module.draw(figure, case.full, Look(), words("en"))

    assert svg(draw, 170, 70) == svg(draw, 170, 70)
    assert png(draw, 400, 200) == png(draw, 400, 200)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_chart_has_a_title_a_sentence_and_words_for_those_who_cannot_see_it(
        case: Case, state: str, language: str) -> None:
    speak, shown = words(language), getattr(case, state)
    title, sentence, described = case.module.title(speak), case.module.sentence(shown, speak), case.module.describe(shown, speak)
    for text in (title, sentence, described):
        assert text.strip() and "{" not in text, text
    assert "  " not in sentence
    if language != "en":
        assert any("\u4e00" <= sign <= "\u9fff" for sign in title + sentence)
    assert sentence.rstrip()[-1] in ".。"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_smallest_and_the_largest_size_draw_too(case: Case) -> None:
    for size in ((160, 120), (2400, 900)):
        png(lambda figure: case.module.draw(figure, case.full, Look(scale=1.5), words("zh-Hant")), *size)


def test_a_point_beside_all_marks_hits_nothing() -> None:
    _, areas = drawn(CASES[0], "full", "en", Look())
    assert hit(areas, -0.5, 0.5) is None
    area = next(one for one in areas if not one.part)
    assert hit([area], (area.left + area.right) / 2, (area.bottom + area.top) / 2) is area


def test_cells_of_a_heat_map_keep_their_shades_on_paper() -> None:
    """Readers of SVG that misplace repeated marks drew stripes here; every cell is looked at in the set PDF."""
    import typst
    from PIL import Image

    from debttracker.basics.resources import resource_path
    from debttracker.charts import heatmap
    from debttracker.evidence.preview import PdfPages
    from debttracker.insight.heat import heat

    look = Look(ground=None)
    grid = heat([(day, hour, (day * 5 + hour * 3) % 7) for day in range(7) for hour in range(24)])
    areas: list[HitArea] = []
    picture = svg(lambda figure: areas.extend(heatmap.draw(figure, heatmap.HeatChart(grid), look, words("en"))), 160, 80)
    source = ('#set page(width: 160mm, height: 80mm, margin: 0mm)\n'
              '#image(bytes(sys.inputs.svg), format: "svg", width: 160mm)')
    fonts_of = typst.Fonts(include_system_fonts=False, font_paths=[resource_path("fonts")])
    document = typst.compile(source.encode(), font_paths=fonts_of, sys_inputs={"svg": picture.decode()})
    with PdfPages(document) as pages:
        shown = Image.open(io.BytesIO(pages.png(0, 1600))).convert("RGB")
    for place, area in enumerate(areas):
        day, hour = divmod(place, 24)
        middle = ((area.left + area.right) / 2 * shown.width, (1 - (area.bottom + area.top) / 2) * shown.height)
        wanted = heatmap.shade(grid.cells[day][hour], grid.peak[2], look)
        got = shown.getpixel((round(middle[0]), round(middle[1])))
        assert max(abs(got[k] - int(wanted[1 + 2 * k:3 + 2 * k], 16)) for k in range(3)) <= 3, (day, hour, got, wanted)


@pytest.mark.parametrize(("language", "monday"), [("en", "Mon"), ("zh-Hans", "周一"), ("zh-Hant", "週一")])
def test_weekdays_of_the_heat_map_speak_the_language(language: str, monday: str) -> None:
    figure, _ = drawn(next(case for case in CASES if case.name == "heatmap"), "full", language, Look())
    assert monday in [text.get_text() for text in figure.texts]
