"""Below /admin/, before the admin's own. `web/secret_paths.py` knows which of these are secret."""

from django.urls import path

from mbc_site.accounts import views

urlpatterns = [
    path("password-reset/", views.ForgottenPassword.as_view(), name="forgotten_password"),
    path("password-reset/sent/", views.ForgottenPasswordDone.as_view(), name="forgotten_password_done"),
    path(
        "password-reset/link/<uidb64>/<token>/", views.ChooseNewPassword.as_view(), name="choose_new_password"
    ),
    path("invitation/<uidb64>/<token>/", views.AcceptInvitation.as_view(), name="accept_invitation"),
]
