"""Block Kit: its rules, the libraries that know them, and the words in blocks."""
