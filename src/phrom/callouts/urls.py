from django.urls import path

from phrom.callouts import inbound

urlpatterns = [
    path("answer/", inbound.answer, name="answer"),
    path("hooks/line/", inbound.line_webhook, name="line-webhook"),
    path("hooks/sms/receipts/", inbound.sms_receipt, name="sms-receipt"),
    path("hooks/sms/replies/", inbound.sms_reply, name="sms-reply"),
]
