"""Words of titles; a module beside the notebooks, importable from them in Lab and in a run."""


def words(title: str) -> set[str]:
    """The distinct words of ``title`` in lower case."""
    return set(title.lower().split())
