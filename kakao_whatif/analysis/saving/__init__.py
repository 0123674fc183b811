"""What it takes to save something: the choices there are, what they cost, and the search among them."""
