"""Words of the product in both languages: catalogues, Korean particles, numbers."""
