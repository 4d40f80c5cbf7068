from django.urls import path

from phrom.response.views import (
    board,
    decisions,
    duties,
    ending,
    handover,
    matters,
    messages,
    people,
    processes,
    reports,
    tasks,
)

urlpatterns = [
    path("duties/", duties.my_duties, name="my-duties"),
    path("<int:pk>/board/", board.incident_board, name="incident-board"),
    path("<int:pk>/matters/", matters.incident_matters, name="incident-matters"),
    path("<int:pk>/tasks/", tasks.incident_tasks, name="incident-tasks"),
    path("<int:pk>/tasks/add/", tasks.task_new, name="task-new"),
    path("<int:pk>/task/", tasks.task_page, name="task"),
    path("<int:pk>/processes/", processes.incident_processes, name="incident-processes"),
    path("<int:pk>/people/", people.incident_people, name="incident-people"),
    path("<int:pk>/people/wall/", people.wall, name="site-wall"),
    path("<int:pk>/decisions/", decisions.incident_decisions, name="incident-decisions"),
    path("<int:pk>/stand-down/", ending.stand_down, name="stand-down"),
    path("<int:pk>/close/", ending.incident_close, name="incident-close"),
    path("<int:pk>/handover/", handover.handover, name="handover"),
    path("<int:pk>/needs/", handover.incident_needs, name="incident-needs"),
    path("<int:pk>/reports/", reports.incident_reports, name="incident-reports"),
    path("<int:pk>/reports/<int:number>/", reports.report_page, name="situation-report"),
    path("<int:pk>/reports/<int:number>/text/", reports.report_text, name="situation-report-text"),
    path("<int:pk>/reports/<int:number>/<str:form>/", reports.report_paper, name="situation-report-paper"),
    path("<int:pk>/messages/", messages.incident_messages, name="incident-messages"),
    path("<int:pk>/messages/<int:number>/", messages.incident_message, name="incident-message"),
]
