"""Plans laid out at random, to find which ways of writing a plan the reader does not follow.

`invented` makes up a plan, `laid_out` writes it as a document in a layout drawn from a seed, `truth_of` says what a
careful person would read in it. Each choice has a name, so that `python -m tools.layouts` can tell which of them cost
most. Nothing here knows how the reader works: the words are those of offices' plans.
"""

from tools.layouts.choices import Choices
from tools.layouts.invented import invented
from tools.layouts.truth import truth_of
from tools.layouts.whole import laid_out

__all__ = ["Choices", "invented", "laid_out", "truth_of"]
