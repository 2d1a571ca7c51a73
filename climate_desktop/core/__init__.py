"""Plain Python: nouns and arithmetic. No Qt, no SQL, no PDF, no clock, no files."""
