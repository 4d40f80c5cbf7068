"""Messages wait in line, real ones first; what a stopped callout never sent is said to be withdrawn; events of providers
are known by name; and it is written when a callout was last proved to forget nobody."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, _schema_editor):
    Attempt = apps.get_model("callouts", "Attempt")
    Callout = apps.get_model("callouts", "Callout")
    practice = Callout.objects.filter(pk=OuterRef("callout")).values("practice")
    Attempt.objects.update(practice=Subquery(practice[:1]))
    stopped = Callout.objects.filter(state="stopped").values("pk")
    Attempt.objects.filter(state="recorded", callout__in=stopped).update(state="withdrawn")


class Migration(migrations.Migration):
    dependencies = [("callouts", "0002_wrong_codes_one_by_one")]

    operations = [
        migrations.CreateModel(
            name="ProviderEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(max_length=20)),
                ("event", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="attempt",
            name="attempt_state_known",
        ),
        migrations.RemoveIndex(
            model_name="attempt",
            name="attempts_due",
        ),
        migrations.AddField(
            model_name="attempt",
            name="practice",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="callout",
            name="audited_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="attempt",
            name="state",
            field=models.CharField(
                choices=[
                    ("recorded", "Recorded"),
                    ("sending", "Sending"),
                    ("sent", "Sent"),
                    ("delivered", "Delivered"),
                    ("failed_temporary", "Failed Temporary"),
                    ("failed_permanent", "Failed Permanent"),
                    ("uncertain", "Uncertain"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="recorded",
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                condition=models.Q(("state", "recorded")),
                fields=["practice", "recorded_at", "id"],
                name="attempts_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                condition=models.Q(("state", "sending")), fields=["leased_until"], name="attempts_on_their_way"
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["callout", "person"], name="attempts_of_a_person"),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "recorded",
                            "sending",
                            "sent",
                            "delivered",
                            "failed_temporary",
                            "failed_permanent",
                            "uncertain",
                            "withdrawn",
                        ],
                    )
                ),
                name="attempt_state_known",
            ),
        ),
        migrations.AddIndex(
            model_name="providerevent",
            index=models.Index(fields=["at"], name="told_lately"),
        ),
        migrations.AddConstraint(
            model_name="providerevent",
            constraint=models.UniqueConstraint(fields=("channel", "event"), name="told_once"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
