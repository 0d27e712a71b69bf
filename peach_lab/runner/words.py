"""Numbers as people read them; the same words as in ``src/protocol/duration.ts``."""

from __future__ import annotations


def format_duration(seconds: float) -> str:
    """Return e.g. ``0.04 s``, ``0.4 s``, ``48 s``, ``1 min 12 s``, ``1 h 3 min``."""
    if seconds < 0.095:
        return f"{max(0.0, seconds):.2f}".rstrip("0").rstrip(".") + " s"
    if seconds < 9.95:
        return f"{seconds:.1f}".removesuffix(".0") + " s"
    whole = int(seconds + 0.5)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return _pair(whole // 60, "min", whole % 60, "s")
    minutes = int(whole / 60 + 0.5)
    return _pair(minutes // 60, "h", minutes % 60, "min")


def _pair(large: int, large_unit: str, small: int, small_unit: str) -> str:
    return f"{large} {large_unit}" + (f" {small} {small_unit}" if small else "")


def format_bytes(size: int) -> str:
    """Return e.g. ``7.9 GiB``."""
    amount = float(size)
    units = ["B", "KiB", "MiB", "GiB"]
    while amount >= 1024 and len(units) > 1:
        amount /= 1024
        del units[0]
    return f"{amount:.1f}".removesuffix(".0") + f" {units[0]}"
