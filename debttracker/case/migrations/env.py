"""Alembic's entry: it always works on the connection that ``migrate`` hands over."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

from debttracker.case import records  # noqa: F401  (declares the tables)

context.configure(
    connection=context.config.attributes["connection"], target_metadata=SQLModel.metadata, render_as_batch=True,
    transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
