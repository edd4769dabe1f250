-- Sessions of an anonymous survey are numbered anew when it is closed, so those of before go.
grant delete on survey_session to tidings_app, tidings_worker;
