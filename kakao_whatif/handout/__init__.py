"""The page without a server: one file that holds a case, its answers and the means to ask further ones."""
