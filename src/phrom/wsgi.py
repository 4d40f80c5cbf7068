"""Where the web server finds the program."""

import os
import sys

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from phrom.garbage import seldom_collect

SWITCH_SECONDS = 0.02  # Python's own is 0.005: of 32 threads that wait each then wakes 200 times a second to no avail

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")
application = get_wsgi_application()
_ = get_resolver().url_patterns  # all pages are loaded before the first is asked for, not meanwhile
seldom_collect()
sys.setswitchinterval(SWITCH_SECONDS)
