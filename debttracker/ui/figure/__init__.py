"""A chart on the screen: drawn by ``charts/`` off the GUI thread, shown as pixels, alive under pointer and keys."""
