"""Supervises one run and executes its cells. Standard library only: it runs in other people's environments."""
