"""Telephone conversations: what starts a quiet period, and what uses a consent up."""

from __future__ import annotations

from debttracker.rules.buckets import Bucket, Piles, Places, lots_of
from debttracker.rules.scene import Scene


class Talks:
    """The conversations of a case, sorted as each rule separates firm, person and debt."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._piles: dict[frozenset[str], Piles] = {}

    def piles(self, per: frozenset[str]) -> Piles:
        """All conversations, whoever called, sorted."""
        if per not in self._piles:
            self._piles[per] = Piles(Places(self._scene, per))
            self._piles[per].add(lots_of(self._scene.conversations))
        return self._piles[per]

    def of(self, bucket: Bucket, per: frozenset[str]) -> Bucket:
        """The conversations with the same firm and person about the same debt."""
        return self.piles(per).bucket(bucket.base, bucket.debt)
