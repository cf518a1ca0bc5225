"""The Rights page: which contacts may breach which rule, the counting, the open questions, and where to turn.

``page`` the page · ``rule_card`` one rule and its findings
"""
