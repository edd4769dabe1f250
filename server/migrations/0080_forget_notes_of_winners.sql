-- An erasure is finished by the worker, and takes along what was noted of a winner.
grant update (note) on contest_place to tidings_worker;
