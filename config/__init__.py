"""Wiring only. Importing the Celery application here lets the web process give hints."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
