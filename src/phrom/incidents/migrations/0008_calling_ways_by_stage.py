from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0007_several_offices")]

    operations = [
        migrations.RemoveConstraint(model_name="callingwaychosen", name="one_way_a_threat"),
        migrations.AddField(
            model_name="callingwaychosen",
            name="stage",
            field=models.CharField(blank=True, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="callingwaychosen",
            constraint=models.UniqueConstraint(
                fields=("organisation", "threat", "stage"), name="one_way_a_threat_and_stage"
            ),
        ),
        migrations.AddConstraint(
            model_name="callingwaychosen",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["", "onset", "crisis", "recovery"])), name="stage_of_a_way_known"
            ),
        ),
    ]
