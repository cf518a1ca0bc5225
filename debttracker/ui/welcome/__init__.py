"""The first minutes: language, protection, where to begin.

``page`` the three steps · ``recovery`` the code to print · ``beginning`` making the case ·
``actions`` new, open, close
"""
