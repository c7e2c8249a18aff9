-- A customer's search words are replaced when it is read again: found by the customer, not by reading all words.
create index customer_token_customer on customer_token (connection_id, customer_id);

-- The queue of all companies together, in its order.
create index receipt_open on receipt (connection_id, booked_on, id)
  where queue_state in ('undecided', 'waiting', 'refused');
