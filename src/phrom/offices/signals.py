"""What happens to accounts, told to whoever stands above: the log book writes it down.

Every signal but `sign_in_failed` and `user_signed_out` is sent inside the transaction of the change, with keyword
arguments only: `organisation_id`, `author` (the acting Membership, or None before anybody has signed in) and those
named beside the signal.
"""

from django.dispatch import Signal

office_created = Signal()  # name, is_sample
account_created = Signal()  # membership
account_tied = Signal()  # membership, person_name: to whom in the plan it belongs; empty: to nobody any more
role_changed = Signal()  # membership, before, after
access_ended = Signal()  # membership
code_issued = Signal()  # user, purpose ("first-sign-in" or "approval")
code_used = Signal()  # user, purpose
user_signed_in = Signal()  # user
user_signed_out = Signal()  # user
sign_in_failed = Signal()  # user, address, failures; a name that nobody has is told nobody
