"""Activations become decisions among others; an incident knows since when the plan is in force."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, OuterRef, Q, Subquery


def carry_over(apps, schema_editor):
    incidents = apps.get_model("incidents", "Incident").objects
    decisions = apps.get_model("incidents", "Decision").objects
    incidents.filter(practice=True).update(activated_at=F("opened_at"))
    approved = decisions.filter(incident=OuterRef("pk"), approved=True).values("decided_at")[:1]
    incidents.filter(practice=False).update(activated_at=Subquery(approved))


class Migration(migrations.Migration):
    dependencies = [("incidents", "0002_activation_reasons")]

    operations = [
        migrations.AddField("incident", "activated_at", models.DateTimeField(null=True)),
        migrations.AddField("incident", "stood_down_at", models.DateTimeField(null=True)),
        migrations.AddField("incident", "fast", models.BooleanField(default=False)),
        migrations.AddField("incident", "clock_advances", models.JSONField(default=list)),
        migrations.RemoveConstraint("activation", "activation_decided_by_another"),
        migrations.RenameModel("Activation", "Decision"),
        migrations.RenameField("decision", "proposed_at", "asked_at"),
        migrations.RenameField("decision", "proposed_by", "asked_by"),
        migrations.AlterField(
            "decision",
            "incident",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="incidents.incident"
            ),
        ),
        migrations.AddField("decision", "practice", models.BooleanField(default=False), preserve_default=False),
        migrations.AddField(
            "decision",
            "matter",
            models.CharField(
                choices=[
                    ("activation", "Activation"),
                    ("stand-down", "Stand Down"),
                    ("manual", "Manual"),
                    ("site", "Site"),
                    ("spending", "Spending"),
                    ("message", "Message"),
                    ("other", "Other"),
                ],
                default="activation",
                max_length=12,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "decision", "subject", models.CharField(blank=True, default="", max_length=100), preserve_default=False
        ),
        migrations.AddField(
            "decision", "decided_as", models.CharField(blank=True, default="", max_length=300), preserve_default=False
        ),
        migrations.AddField(
            "decision", "acting_for", models.CharField(blank=True, default="", max_length=300), preserve_default=False
        ),
        migrations.AlterModelOptions("decision", {"ordering": ("-asked_at", "-pk")}),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(practice=True)
                | ~Q(matter__in=["activation", "stand-down", "manual"])
                | ~Q(decided_by=F("asked_by")),
                name="decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            "decision",
            models.UniqueConstraint(
                fields=["incident", "matter", "subject"],
                condition=Q(decided_at__isnull=True, matter__in=["activation", "stand-down", "manual"]),
                name="asked_once_at_a_time",
            ),
        ),
    ]
