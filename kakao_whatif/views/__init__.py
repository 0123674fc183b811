"""Results as rows, labels and sentences: plain data that every surface of the product shares."""
