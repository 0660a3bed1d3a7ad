"""校正: what should be mended, or looked at again, before a proposal is final.

`checks` are small functions over one text; `reading` gathers what they find in a proposal as it
is now or in a version. Nothing here forbids a step: the page is there to be worked through.
"""

from proposals.proof.reading import Proof, of_proposal, of_version

__all__ = ["Proof", "of_proposal", "of_version"]
