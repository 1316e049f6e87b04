"""lawreg: registry and review pipeline for Vietnamese legal documents."""

__version__ = "0.1.0"
