-- The watch over links is a job of the worker, and switches off what leads elsewhere.
grant update (url, label, state, expires_at, changed_at) on link to tidings_worker;
