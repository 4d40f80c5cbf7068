from django.db import migrations, models


class Migration(migrations.Migration):
    """Wrong codes are kept one by one, for minutes only: nothing worth carrying over."""

    dependencies = [("callouts", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="WrongCode"),
        migrations.CreateModel(
            name="WrongCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["source", "at"], name="wrong_codes_lately")]},
        ),
    ]
