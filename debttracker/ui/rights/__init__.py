"""The Rights page: which contacts may breach which rule, the counting, the open questions, and what can be done.

``page`` the page · ``places`` whose rules · ``rule_line`` a rule in the list · ``rule_card`` one rule and its findings ·
``often`` by caller and month · ``doing`` letters, clocks, offices, answers · ``own_rules`` rule files of the user's own
"""
