"""What words of a plan mean: marks, headings, columns, stages and threats."""
