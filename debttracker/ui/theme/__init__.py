"""Colours, type, sizes and icons of the window, made from the tokens in ``resources/style``."""
