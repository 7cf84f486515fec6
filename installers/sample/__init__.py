"""The sample season: an invented university's files, as a clerk of 组织科 would receive them.

Run by a developer with ``python -m installers.sample``; the files it writes are committed in ``resources/sample``.
Same code, same files: every choice comes from one seed, and no file carries the hour it was made.
"""
