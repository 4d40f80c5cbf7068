from django.urls import path

from phrom.offices import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("first-sign-in/", views.first_sign_in, name="first-sign-in"),
    path("me/", views.me, name="me"),
    path("me/office/", views.switch_office, name="switch-office"),
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/<int:membership_id>/code/", views.account_code, name="account-code"),
    path("accounts/<int:membership_id>/role/", views.account_role, name="account-role"),
    path("accounts/<int:membership_id>/end/", views.account_end, name="account-end"),
]
