"""The bare limit of an answer: a Django with nothing in it but one view of three statements in a transaction."""

import os
from typing import Any

import dj_database_url
import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def answer(request: HttpRequest) -> HttpResponse:
    number = int(request.body)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT person FROM bare_code WHERE id = %s FOR UPDATE", [number])
        cursor.execute("INSERT INTO bare_answer (code_id, at) VALUES (%s, now())", [number])
        cursor.execute("UPDATE bare_code SET heard = true WHERE id = %s", [number])
    return HttpResponse("ok", headers={"Content-Length": "2"})  # as all of ours; else in chunks


urlpatterns = [path("", answer)]
settings.configure(
    SECRET_KEY=os.urandom(8).hex(),
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)},
)
django.setup()
application: Any = WSGIHandler()
