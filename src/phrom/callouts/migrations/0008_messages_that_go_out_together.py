"""Messages that go out in one request know each other; of these one is claimed and brings the others along."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("callouts", "0007_own_ways")]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="together",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(model_name="attempt", name="led", field=models.BooleanField(default=False)),
        migrations.RemoveIndex(model_name="attempt", name="attempts_waiting"),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                fields=["practice", "recorded_at", "id"],
                condition=models.Q(state="recorded", led=False),
                name="attempts_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                fields=["together", "address"], condition=~models.Q(together=""), name="attempts_together"
            ),
        ),
    ]
