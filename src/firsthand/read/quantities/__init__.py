"""How many and how much, of what, and what befell them."""
