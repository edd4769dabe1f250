-- Whoever is told of a single urgent text takes it in the transaction that decides about it, and not in one of its own before. The number
-- under which it is taken comes from the same row of numbers as every lease's.
grant usage on sequence send_fence_seq to tidings_worker;
