-- A person has few enclosures: those of one message are found by the person, as the primary key begins.
drop index messaging.enclosure_by_message;
