"""The Timeline page: one continuous list of everything that happened, grouped by day.

``index`` which row stands where (no Qt) · ``wording`` what a row says (no Qt) · ``model`` and ``delegate`` the list ·
``filters`` the bar above it · ``detail`` the story of one contact · ``thumbnails`` its pictures, small · ``page`` the page
"""
