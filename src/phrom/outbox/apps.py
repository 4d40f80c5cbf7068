from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "phrom.outbox"
