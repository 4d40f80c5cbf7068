from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "phrom.offices"

    def ready(self) -> None:
        from phrom.offices.actions import language  # noqa: F401, PLC0415 - receives a signal; models exist only now
