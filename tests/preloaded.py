"""What a process of Hustings has in memory once it has read words and indexed them.

Imported where processes are forked from: what is imported and remembered here is theirs at once.
"""

from __future__ import annotations

import gc

import bot.cli.main
import bot.service  # noqa: F401 - so that all is imported
from questions.understanding.lexicon import lexicon_of
from tests.benchmarks.catalogues import catalogue_with

lexicon_of(catalogue_with(()))
gc.collect()
gc.freeze()
