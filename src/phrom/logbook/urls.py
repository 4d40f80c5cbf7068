from django.urls import path

from phrom.logbook import views

urlpatterns = [
    path("", views.log, name="log"),
    path("print/", views.log_print, name="log-print"),
    path("<int:entry>/correct/", views.log_correct, name="log-correct"),
]
