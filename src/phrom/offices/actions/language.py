"""The language that a person chose on a page is also that of the account, for what is sent to it later."""

from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest

from phrom.offices.models import User
from phrom.web.views import language_chosen


@receiver(language_chosen)
def keep_language(request: HttpRequest, language: str, **_kwargs: Any) -> None:
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(language=language)
