"""How far two spellings are apart."""

from functools import lru_cache


@lru_cache(maxsize=16_384)  # a draft is checked at every saving, and most names in it stay as they are
def edits(one: str, other: str, most: int = 3) -> int:
    """Letters to add, drop, change or swap with the neighbour to get from one to the other; `most` + 1 if more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, last, row = last, row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(last) > most:  # a swap reaches two rows back
            return most + 1
    return min(row[-1], most + 1)
