from django.urls import path

from phrom.callouts import inbound, views

urlpatterns = [
    path("answer/", inbound.answer, name="answer"),
    path("channels/", views.channels_page, name="channels"),
    path("hooks/line/", inbound.line_webhook, name="line-webhook"),
    path("hooks/sms/receipts/", inbound.sms_receipt, name="sms-receipt"),
    path("hooks/voice/", inbound.voice_event, name="voice-event"),
    path("hooks/sms/replies/", inbound.sms_reply, name="sms-reply"),
]
