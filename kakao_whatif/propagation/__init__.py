"""What goes dark and why: the engine, the impact it comes to, and its explanation."""
