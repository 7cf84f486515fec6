"""The window: Qt only, built in code."""
