"""What follows from a case: rows of the case handed to the pure floors below, and the results brought back.

``standing`` what each loan stands at · ``facts`` the case as the rules see it · ``findings`` what the rules find ·
``checks`` one check for every page · ``flags`` which contacts touch which rules, kept beside the case ·
``contact_flags`` one contact's flags in words · ``series`` the rows that charts draw · ``loan_entry`` the change that
adds or restructures a loan with its schedule
"""
