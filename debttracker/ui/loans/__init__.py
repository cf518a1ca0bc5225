"""The Loans page: what is owed, what it really costs, what is demanded, and what paying more would do.

``page`` the page · ``list_card`` the loans at the left · ``head_card`` one loan's figures · ``schedule_table`` its
instalments · ``terms_form`` the fields of a contract (shared with the offer check) · ``loan_sheet``,
``payment_sheet``, ``new_terms_sheet`` the dialogs · ``actions``
"""
