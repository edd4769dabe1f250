-- All conversations, the one with the newest text first: whatever they stand at. Without it a list of all of 100,000 took 380 ms.
create index conversation_state_newest on conversation_state (workspace_id, last_at, conversation_id);
