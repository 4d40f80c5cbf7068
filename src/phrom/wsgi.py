"""Where the web server finds the program."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")
application = get_wsgi_application()
