"""Reading and writing: YAML, the schema of case files, the record of a case."""
