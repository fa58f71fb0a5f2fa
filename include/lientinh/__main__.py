"""`python -m lientinh`."""

from lientinh.cli.main import main

main()
