from django.urls import path

from phrom.plans.views import approval, documents, importing, plan, review, second_import

urlpatterns = [
    path("", plan.present_plan, name="plan"),
    path("import/", importing.plan_import, name="plan-import"),
    path("sample/", importing.sample_office, name="sample-office"),
    path("<int:number>/", plan.plan_version, name="plan-version"),
    path("<int:number>/differences/", second_import.second_import, name="plan-second-import"),
    path("<int:number>/review/", review.plan_review, name="plan-review"),
    path("<int:number>/submit/", approval.plan_submit, name="plan-submit"),
    path("<int:number>/approve/", approval.plan_approve, name="plan-approve"),
    path("<int:number>/documents/<str:name>/", documents.plan_document, name="plan-document"),
]
