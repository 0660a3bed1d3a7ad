"""Where findings and reference cases are cited.

The app above, which has the texts, registers in `AppConfig.ready()` how to ask for it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from fieldwork.models import ReferenceCase
from members.models import StudyGroup

Places = Any
_asked: dict[str, Callable[..., Any]] = {}


def register(
    *,
    findings: Callable[[StudyGroup, Iterable[int]], dict[int, Places]],
    case: Callable[[ReferenceCase], Places],
) -> None:
    _asked.update(findings=findings, case=case)


def of_findings(group: StudyGroup, findings: Iterable[int]) -> dict[int, Places]:
    return _asked["findings"](group, findings)


def of_case(case: ReferenceCase) -> Places:
    return _asked["case"](case)
