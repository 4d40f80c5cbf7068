"""`python -m phrom` is the command `phrom`."""

import sys

from phrom.cli import main

sys.exit(main())
