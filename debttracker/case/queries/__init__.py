"""Questions to a case: plain SQL in, frozen rows out; no SQLModel, no Qt.

``contacts`` pages and single contacts · ``filters`` which contacts · ``timeline`` days, counts and the other marks on
the timeline · ``search`` find anything · ``loans`` loans, agreements, instalments, payments · ``parties`` people,
firms, handles · ``stats`` aggregates for figures and charts · ``settings`` the case's answers · ``attachments``
files and thumbnails · ``notes`` comments and check-ins · ``findings`` what the rules found, as last computed
"""
