"""The Today page: what is achieved, what is due, how heavy it was, and one next step."""
