from django.urls import path

from phrom.plans.views import (
    approval,
    contacts,
    copies,
    documents,
    importing,
    paper,
    plan,
    review,
    second_import,
    starting,
    versions,
)
from phrom.plans.views.edit import overview, page, text_view

urlpatterns = [
    path("", plan.present_plan, name="plan"),
    path("import/", importing.plan_import, name="plan-import"),
    path("sample/", importing.sample_office, name="sample-office"),
    path("<int:number>/", plan.plan_version, name="plan-version"),
    path("<int:number>/differences/", second_import.second_import, name="plan-second-import"),
    path("<int:number>/review/", review.plan_review, name="plan-review"),
    path("<int:number>/submit/", approval.plan_submit, name="plan-submit"),
    path("<int:number>/approve/", approval.plan_approve, name="plan-approve"),
    path("start/", starting.plan_start, name="plan-start"),
    path("versions/", versions.plan_versions, name="plan-versions"),
    path("<int:number>/contacts/", contacts.plan_contacts, name="plan-contacts"),
    path("<int:number>/edit/", overview.edit_overview, name="plan-edit"),
    path("<int:number>/edit/begin/", overview.edit_begin, name="plan-edit-begin"),
    path("<int:number>/edit/return/", overview.edit_return, name="plan-edit-return"),
    path("<int:number>/edit/undo/", overview.edit_undo, name="plan-edit-undo"),
    path("<int:number>/edit/remove/", overview.edit_remove, name="plan-edit-remove"),
    path("<int:number>/edit/text/", text_view.edit_text, name="plan-edit-text"),
    path("<int:number>/edit/<slug:section>/", page.edit_section, name="plan-edit-section"),
    path("<int:number>/edit/<slug:section>/<slug:item>/", page.edit_section, name="plan-edit-item"),
    path("paper/", paper.paper_check, name="paper-check"),
    path("<int:number>/copies/", copies.plan_copies, name="plan-copies"),
    path("<int:number>/copies/<int:copy>/", copies.copy_step, name="plan-copy-step"),
    path("<int:number>/documents/<str:name>/", documents.plan_document, name="plan-document"),
]
