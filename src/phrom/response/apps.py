from django.apps import AppConfig


class ResponseConfig(AppConfig):
    name = "phrom.response"
