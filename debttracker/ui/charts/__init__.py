"""The Charts page: how often, when, by what way, by whom, how far."""
