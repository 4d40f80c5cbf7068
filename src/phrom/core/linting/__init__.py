"""Checking a plan: rules, one a file, that find what is wrong with it before the day it is needed."""
