"""Compile the catalogues named on the command line, without GNU gettext."""

import os
import sys

import polib

if __name__ == "__main__":
    for po in sys.argv[1:]:
        partial = f"{po}.partial"
        polib.pofile(po).save_as_mofile(partial)
        os.replace(partial, po.removesuffix(".po") + ".mo")
