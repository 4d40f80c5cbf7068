"""Everything that changes plan versions or takes a document out."""

from phrom.plans.actions.accepting import accept_finding
from phrom.plans.actions.approval import approve_plan, submit_plan
from phrom.plans.actions.contacts import revise_contacts
from phrom.plans.actions.documents import Document, export_document
from phrom.plans.actions.editing import Saved, begin_draft, change_draft, put_draft, return_to_draft, undo_saving
from phrom.plans.actions.importing import AlreadyImportedError, import_plan, load_sample_plan
from phrom.plans.actions.starting import STARTERS, start_plan

__all__ = [
    "STARTERS",
    "AlreadyImportedError",
    "Document",
    "Saved",
    "accept_finding",
    "approve_plan",
    "begin_draft",
    "change_draft",
    "export_document",
    "import_plan",
    "load_sample_plan",
    "put_draft",
    "return_to_draft",
    "revise_contacts",
    "start_plan",
    "submit_plan",
    "undo_saving",
]
