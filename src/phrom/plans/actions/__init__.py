"""Everything that changes plan versions or takes a document out."""

from phrom.plans.actions.approval import approve_plan, submit_plan
from phrom.plans.actions.documents import Document, export_document
from phrom.plans.actions.importing import AlreadyImportedError, import_plan, load_sample_plan

__all__ = [
    "AlreadyImportedError",
    "Document",
    "approve_plan",
    "export_document",
    "import_plan",
    "load_sample_plan",
    "submit_plan",
]
