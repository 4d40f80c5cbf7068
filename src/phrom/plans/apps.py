from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PlansConfig(AppConfig):
    name = "phrom.plans"

    def ready(self) -> None:
        from phrom.plans import checks  # noqa: PLC0415 - models are ready only now
        from phrom.plans.actions import whose_account  # noqa: PLC0415

        post_migrate.connect(checks.install_guards, sender=self)
        whose_account.listen()
