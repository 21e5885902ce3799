"""The styles in which files write amounts and days, read exactly or asked for, never guessed.

``amounts`` and ``days`` read one cell in every style that it allows; ``columns`` decides from a whole column which
style is meant.
"""

from records.importing.files.styles.amounts import Numbers, number
from records.importing.files.styles.columns import Ask, Asked, Evidence, Style, Styles, Unclear, styles_of
from records.importing.files.styles.days import Days, day

__all__ = [
    "Ask",
    "Asked",
    "Days",
    "Evidence",
    "Numbers",
    "Style",
    "Styles",
    "Unclear",
    "day",
    "number",
    "styles_of",
]
