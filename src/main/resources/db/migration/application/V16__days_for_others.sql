-- Whoever holds a training in person has to know its days, and whether it was called off.
create or replace view application.call_card as
    select program_id, owner_id, places, reserve_places, published_at, listed_at, training, cancelled_at from application.call;
