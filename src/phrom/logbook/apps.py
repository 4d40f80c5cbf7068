from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class LogbookConfig(AppConfig):
    name = "phrom.logbook"

    def ready(self) -> None:
        from phrom.logbook import checks  # noqa: PLC0415 - models are ready only now
        from phrom.logbook.actions import accounts  # noqa: PLC0415

        post_migrate.connect(checks.install_guards, sender=self)
        register(checks.check_guards, Tags.database)
        accounts.listen()
