"""The plan as one document: typed values, text form (YAML), JSON Schema."""
