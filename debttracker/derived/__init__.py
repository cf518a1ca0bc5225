"""What follows from a case: rows of the case handed to the pure floors below, and the results brought back.

``standing`` what each loan stands at · ``facts`` the case as the rules see it · ``findings`` what the rules found,
kept beside the case until something changes · ``series`` the rows that charts draw · ``loan_entry`` the change that
adds or restructures a loan with its schedule
"""
