"""Charts as matplotlib Figures, the same in the window and in the PDF. Knows no screen and keeps no state.

Each chart is one module with ``title(speak)``, ``draw(figure, data, look, speak) -> list[HitArea]`` and
``describe(data, speak)`` (the words for people who cannot see it). Importing a chart imports matplotlib, but for
the two that stand among other things on their pages (``plan``, ``demanded``): those do when they draw.
"""
