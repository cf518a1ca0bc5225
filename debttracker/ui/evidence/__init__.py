"""The Evidence page: who it is for, what goes in, proof; beside the real pages. ``page`` · ``pages_view`` · ``actions``"""
