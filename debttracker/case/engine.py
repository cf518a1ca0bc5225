"""SQLAlchemy over one encrypted connection."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from debttracker.case.connection import connect


def make_engine(path: Path, key: bytes | None) -> Engine:
    """An engine whose transactions begin at once (no deferred locks) and whose driver commits nothing by itself."""
    engine = create_engine("sqlite://", module=sqlcipher3.dbapi2, creator=lambda: connect(path, key),
                           poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
