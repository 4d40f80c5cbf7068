from django.urls import path

from phrom.logbook import views

urlpatterns = [path("", views.log, name="log")]
