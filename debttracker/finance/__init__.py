"""What loans cost, what is owed, how debts can end. Pure: values in, values out; no clock, no database, no screen.

Amounts are whole minor units, days are dates, rates Decimal fractions (0.24 = 24 %). Bad input raises
:class:`debttracker.basics.errors.BadInput` with a sentence for the user. Map of the folder:

contract   :mod:`terms` LoanTerms and its parts · :mod:`terms_check` what is refused · :mod:`terms_json` stored form ·
           :mod:`custom_table` instalments pasted as text · :mod:`bad_line` errors of such lines
schedule   :mod:`due_days` · :mod:`interest` day counts as exact fractions · :mod:`schedule` ``schedule(terms)`` → rows
rates      :mod:`roots` the solver · :mod:`rates` irr, xirr, nominal and effective · :mod:`actuarial` Regulation Z ·
           :mod:`time_value` the five loan variables · :mod:`true_cost` ``true_cost(terms)``
living     :mod:`prepayment` Payment, early money · :mod:`matching` ``match(terms, payments, day)`` ·
           :mod:`split` fee, interest, principal, penalty, late fee · :mod:`history` agreements over time ·
           :mod:`standing` ``standing(agreements, payments, day)``: owed, overdue, progress ·
           :mod:`demanded` ``compare(agreements, payments, demand)`` · :mod:`restructure` proposals
plan       :mod:`plan` ``plan(debts, budget, strategy)`` · :mod:`plan_compare` all strategies side by side
offer      :mod:`offer` ``check_offer(offer, household)`` before signing · :mod:`limits` legal limits by day and place ·
           :mod:`glossary` words of the contract · :mod:`names` words for the choices ·
           :mod:`reminders` due days as iCalendar
speed      :mod:`workload` the work ``make bench`` times
"""
