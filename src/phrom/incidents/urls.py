from django.urls import path

from phrom.incidents.views import (
    activation,
    caller,
    calling_way,
    calls,
    exercise_clock,
    incident_log,
    numbers,
    opening,
    phones,
    sheet_results,
    ways,
)

urlpatterns = [
    path("practice/", opening.practice_choice, name="practice-new"),
    path("practice/<slug:threat>/", opening.practice_new, name="practice-new"),
    path("real/<slug:threat>/", opening.activation_new, name="activation-new"),
    path("numbers/", numbers.numbers, name="numbers"),
    path("ways/", ways.peoples_ways, name="peoples-ways"),
    path("ways/mine/", ways.my_ways, name="my-ways"),
    path("calling/", calling_way.calling_way, name="calling-way"),
    path("calling/<slug:threat>/", calling_way.calling_way, name="calling-way"),
    path("<int:pk>/activation/", activation.activation, name="activation"),
    path("<int:pk>/clock/", exercise_clock.run_ahead, name="exercise-clock"),
    path("<int:pk>/calls/", calls.incident_calls, name="incident-calls"),
    path("<int:pk>/calls/stop/", calls.incident_stop, name="incident-stop"),
    path("<int:pk>/calls/sheet/", calls.incident_call_sheet, name="incident-call-sheet"),
    path("<int:pk>/calls/sheet/results/", sheet_results.sheet_results, name="sheet-results"),
    path("<int:pk>/caller/", caller.caller_list, name="caller-list"),
    path("<int:pk>/phones/", phones.practice_phones, name="practice-phones"),
    path("<int:pk>/log/", incident_log.incident_log, name="incident-log"),
    path("<int:pk>/log/print/", incident_log.incident_log_print, name="incident-log-print"),
]
