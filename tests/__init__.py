"""The tests. ``python -m pytest`` runs them; ``python -m tests.suites`` brings the official suites that some of them read."""
