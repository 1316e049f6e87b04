"""python -m lawreg"""

from lawreg.cli import main

main()
