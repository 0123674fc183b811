"""What would have saved them, as rows: the question, the cards, and the pictures around them."""
