from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("callouts", "0011_leaps_worked_through")]

    operations = [
        migrations.AddField(model_name="personway", name="left_at", field=models.DateTimeField(null=True)),
    ]
