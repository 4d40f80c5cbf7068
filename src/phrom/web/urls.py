from django.urls import path

from phrom.web import fonts, offline, views

urlpatterns = [
    path("language/", views.choose_language, name="language"),
    path("theme/", views.choose_theme, name="theme"),
    path("health/", views.health, name="health"),
    path("service-worker.js", offline.service_worker, name="service-worker"),
    path("offline/", offline.offline, name="offline"),
    path("fonts/<slug:name>.woff2", fonts.font, name="font"),
]
