"""The ratios that the project promises, each measured in one run: `make bench`."""
