"""What a device sends: one act, in JSON."""

from django.utils.translation import gettext as _
from pydantic import ValidationError

from phrom.errors import InvalidInputError
from phrom.outbox.actions.act import Act


def act_in(body: bytes) -> Act:
    """Raises InvalidInputError for anything that is no act."""
    try:
        return Act.model_validate_json(body)
    except ValidationError as error:
        raise InvalidInputError(_("อ่านสิ่งที่เครื่องส่งมาไม่ได้"), code="unreadable") from error
