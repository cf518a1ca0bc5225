"""From a loan's demands to the chart that draws them."""

from __future__ import annotations

from typing import Any

from debttracker.basics.languages import Words
from debttracker.basics.moments import day_number
from debttracker.derived.loan_story import LoanStory


def demanded_figure(story: LoanStory, speak: Words) -> tuple[Any, str]:
    """The drawing function and its description."""
    from debttracker.charts import demanded

    data = demanded.DemandChart(story.view.row.currency, tuple(
        demanded.Demand(day_number(one.demand.day), one.demand.amount, one.computed, loan_id=story.view.row.id,
                        who=one.demand.lender)
        for one in story.demanded[-12:]))
    return (lambda figure, look, words: demanded.draw(figure, data, look, words)), demanded.describe(data, speak)
