"""Time expressions in a text and what they mean (TIMEX3), from strings alone.

`find` says where they stand: `rules` are named patterns made of the pieces in `words`, tried only around their `triggers`; `guards` judge
what a pattern matched. `read` says
what they mean: `dates`, `relative` and `amounts` hold one reader a rule, `context` what a reader knows (the day it speaks on, the dates
named before), `calendar` the arithmetic, `bounds` the days that are covered where the words around open or close them. `situation` tells
the day on which an article speaks where none is given.
"""
