from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="activation",
            name="reason",
            field=models.CharField(default="-", max_length=1000),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="activation",
            name="remark",
            field=models.CharField(blank=True, max_length=1000),
        ),
    ]
