"""Prefect flows: arguments, retries, artifacts, calls. No logic; that is in `warraq`."""

import os

# Before Prefect or Great Expectations is imported: nothing reports home, a slow machine may take its time.
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
