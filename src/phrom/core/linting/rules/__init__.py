"""The rules, a folder for each family, a file for each rule. Dropping a file here adds a rule."""
