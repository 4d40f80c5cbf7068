"""Lines and cells to tables: rows, headings, columns told by their words or by what stands in them."""
