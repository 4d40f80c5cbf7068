from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("response", "0004_units_shifts_power"),
    ]

    operations = [
        migrations.AddField(model_name="task", name="rounds", field=models.PositiveIntegerField(default=0)),
        migrations.AddField(model_name="task", name="every_minutes", field=models.PositiveIntegerField(null=True)),
        migrations.AddField(model_name="task", name="every_since", field=models.DateTimeField(null=True)),
    ]
