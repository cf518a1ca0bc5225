"""Programs that the bench starts as processes of their own and that tell when something was seen."""
