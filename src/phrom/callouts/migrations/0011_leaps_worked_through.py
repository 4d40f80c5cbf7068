from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("callouts", "0010_wrong_numbers"),
    ]

    operations = [
        migrations.AddField(
            model_name="callout",
            name="clock_behind",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
