from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "phrom.improvement"
