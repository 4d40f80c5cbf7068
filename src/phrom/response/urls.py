from django.urls import path

from phrom.response.views import board

urlpatterns = [path("<int:pk>/board/", board.incident_board, name="incident-board")]
