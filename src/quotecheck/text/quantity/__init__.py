"""Quantity expressions in a text and what they say, from strings alone.

`find` is the way in: it scans a text. `atoms` reads one number with its own unit, `joining` puts ranges, ratios and changes together,
`around` reads what stands before and after (comparators, ages, rates). `units` and `comparators` hold the word lists in the form in which
they are asked, `vocabulary` all of them together; `excluded` and `amounts` say which numbers state no amount, `ranks` reads what has a
grammar of its own. `parsed` is what comes out. Numerals alone are read by `quotecheck.text.numerals`.
"""
