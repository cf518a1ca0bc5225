"""``python -m tests.bench.child MODULE:FUNCTION SIZE``: one turn in a fresh process; prints [value, peak MiB, whole seconds or null]."""

from __future__ import annotations

import json
import sys
from importlib import import_module

from tests.bench.row import as_sample
from tests.bench.runs import peak_mib

module, _, name = sys.argv[1].partition(":")
sample = as_sample(getattr(import_module(module), name)(int(sys.argv[2])))
print(json.dumps([sample.value, sample.peak_mib if sample.peak_mib is not None else peak_mib(), sample.whole_s]))
