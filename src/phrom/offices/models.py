"""Organisations, the people who sign in, and what each may do where."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from phrom.offices.roles import Role


class Organisation(models.Model):
    """An office: it sees only itself."""

    name = models.CharField(max_length=300)
    is_sample = models.BooleanField(default=False)  # the invented office to look around in
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class User(AbstractBaseUser):
    """Someone with an account. Most members of a call tree have none and answer by code."""

    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=300)
    language = models.CharField(max_length=2, default="th")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A user's role in an office; `person` is their id in the office's plan, where they are in it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Role])
    person = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user", "organisation"], name="one_role_in_an_office"),
            models.CheckConstraint(condition=models.Q(role__in=[r.value for r in Role]), name="membership_role_known"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class OneTimeCode(models.Model):
    """A code told by mouth, never by message: for the first sign-in, or as a second person's word. Its hash is kept."""

    class Purpose(models.TextChoices):
        FIRST_SIGN_IN = "first-sign-in"
        APPROVAL = "approval"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="one_time_codes")
    purpose = models.CharField(max_length=20, choices=Purpose.choices, default=Purpose.FIRST_SIGN_IN)
    code_hash = models.CharField(max_length=200, db_index=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    wrong_guesses = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(purpose__in=["first-sign-in", "approval"]), name="one_time_code_purpose_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.purpose}"


class SignInTries(models.Model):
    """Wrong guesses lately, by what was guessed at and from where; a further one must wait."""

    key = models.CharField(max_length=200, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
