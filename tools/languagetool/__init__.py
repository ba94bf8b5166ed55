"""The LanguageTool server: the names of its rules, and how it is fetched from Maven Central."""
