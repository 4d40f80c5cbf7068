from django.urls import path

from phrom.improvement import views

urlpatterns = [
    path("incidents/<int:pk>/review/", views.incident_review, name="incident-review"),
    path("improvements/", views.improvements, name="improvements"),
]
