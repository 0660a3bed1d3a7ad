"""Files people bring in: checked by content, kept under a random name, served with care."""

from support.files.delivery import deliver

__all__ = ["deliver"]
