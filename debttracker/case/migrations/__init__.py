"""Schema migrations (alembic). ``migrate`` brings an open database to the newest schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection


def migrate(connection: Connection) -> None:
    """Run every migration that ``connection``'s database has not seen; one transaction for all of them."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "debttracker:case/migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
