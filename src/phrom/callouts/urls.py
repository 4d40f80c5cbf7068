from django.urls import path

from phrom.callouts import inbound

urlpatterns = [path("answer/", inbound.answer, name="answer")]
