from django.urls import path

from phrom.outbox import inbound

urlpatterns = [path("outbox/", inbound.outbox, name="outbox")]
