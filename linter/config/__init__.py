"""The configuration: what is set, for which file, and where that was said."""

from linter.config.contents import dictionary_files, digest
from linter.config.describing import describe
from linter.config.globs import Globs
from linter.config.loading import find, is_repository, load, shown
from linter.config.model import (
    CitationSettings,
    Config,
    ConfigError,
    GrammarSettings,
    Origin,
    PerFile,
    RuleSetting,
    files_read,
    settings_key,
)
from linter.config.overriding import (
    Configurations,
    for_file,
    relative_to,
    with_front_matter,
    with_values,
)

__all__ = [
    "CitationSettings",
    "Config",
    "ConfigError",
    "Configurations",
    "Globs",
    "GrammarSettings",
    "Origin",
    "PerFile",
    "RuleSetting",
    "describe",
    "dictionary_files",
    "digest",
    "files_read",
    "find",
    "for_file",
    "is_repository",
    "load",
    "relative_to",
    "settings_key",
    "shown",
    "with_front_matter",
    "with_values",
]
