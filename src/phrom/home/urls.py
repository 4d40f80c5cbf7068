from django.urls import path

from phrom.home import views

urlpatterns = [path("", views.home, name="home")]
