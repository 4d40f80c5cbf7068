from django.urls import path

from phrom.logbook import views

urlpatterns = [
    path("", views.log, name="log"),
    path("print/", views.log_print, name="log-print"),
    path("export/", views.log_export, name="log-export"),
    path("attachments/<int:number>/", views.log_attachment, name="log-attachment"),
    path("<int:entry>/correct/", views.log_correct, name="log-correct"),
]
