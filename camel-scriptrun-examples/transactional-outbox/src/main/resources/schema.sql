CREATE TABLE IF NOT EXISTS customer_order (number INTEGER PRIMARY KEY, message VARCHAR(200) NOT NULL);
-- Without a unique key, so that a reply that is written twice is seen.
CREATE TABLE IF NOT EXISTS reply (order_number INTEGER NOT NULL, text VARCHAR(1000) NOT NULL);
