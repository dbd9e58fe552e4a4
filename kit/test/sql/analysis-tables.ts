/** Small tables of the kinds that people bring, made of numbers alone: the same rows every time. */
export const analysisTables: Readonly<Record<string, string>> = {
  data: `SELECT i + 1000 AS order_id, DATE '2023-01-01' + CAST(i * 3 AS INTEGER) AS order_date,
      TIMESTAMP '2023-01-01 08:00:00' + INTERVAL (i * 4321) MINUTE AS ordered_at, 1 + i % 20 AS customer_id,
      1 + i % 7 AS product_id, ['north', 'south', 'east', 'west'][1 + i % 4] AS region,
      ['web', 'store', 'phone'][1 + i % 3] AS channel, CAST(1 + i % 9 AS INTEGER) AS quantity,
      CAST(5 + (i * 37 % 100) / 4 AS DECIMAL(10, 2)) AS unit_price, CASE WHEN i % 5 = 0 THEN NULL ELSE (i % 4) / 20 END AS discount,
      i % 11 = 0 AS returned, CASE WHEN i % 6 = 0 THEN NULL ELSE 'Note ' || i || ': ' || ['late', 'ok', 'Great!'][1 + i % 3] END AS notes
    FROM range(240) AS numbers(i)`,
  customers: `SELECT i AS customer_id, 'Customer ' || i AS name, 'c' || i || '@example.org' AS email,
      ['retail', 'business'][1 + i % 2] AS segment, ['DE', 'FR', 'US', NULL][1 + i % 4] AS country,
      DATE '2020-01-15' + CAST(i * 40 AS INTEGER) AS signup_date, 1950 + i * 2 AS birth_year,
      ['a', 'b', 'c'][1 : 1 + i % 3] AS tags, {'city': 'City ' || i % 5, 'zip': lpad(CAST(i * 7 AS VARCHAR), 5, '0')} AS address
    FROM range(1, 23) AS numbers(i)`,
  products: `SELECT i AS product_id, 'Product ' || chr(CAST(64 + i AS INTEGER)) AS product_name,
      ['tools', 'toys', 'books'][1 + i % 3] AS category, CAST(2 + i AS DECIMAL(8, 2)) AS cost,
      CAST('{"colour": "' || ['red', 'blue'][1 + i % 2] || '", "weight": ' || i || ', "sizes": [1, ' || i || ']}' AS JSON) AS attributes
    FROM range(1, 8) AS numbers(i)`,
  events: `SELECT i % 12 AS user_id, TIMESTAMP '2024-03-01' + INTERVAL (i * 53) MINUTE AS event_time,
      ['view', 'cart', 'purchase', 'view'][1 + i % 4] AS event_name, 's' || i // 5 AS session_id,
      CAST('{"page": "/p/' || i % 6 || '", "ms": ' || i * 13 % 900 || '}' AS JSON) AS properties
    FROM range(300) AS numbers(i)`,
  prices: `SELECT ['AAA', 'BBB'][1 + i % 2] AS symbol, DATE '2024-01-01' + CAST(i // 2 AS INTEGER) AS day,
      100 + sin(i) * 10 + i / 10 AS price FROM range(120) AS numbers(i)`,
  trades: `SELECT ['AAA', 'BBB'][1 + i % 2] AS symbol, TIMESTAMP '2024-01-03 10:30:00' + INTERVAL (i * 31) HOUR AS traded_at,
      10 + i AS amount FROM range(30) AS numbers(i)`,
  employees: `SELECT i AS id, 'Employee ' || i AS name, CASE WHEN i > 1 THEN i // 2 END AS manager_id,
      ['sales', 'it', 'hr'][1 + i % 3] AS department, 30000 + i * 1500 AS salary, DATE '2015-06-01' + CAST(i * 91 AS INTEGER) AS hired
    FROM range(1, 31) AS numbers(i)`,
  survey: `SELECT i AS id, 1 + i % 5 AS q1, 1 + i * 3 % 5 AS q2, 1 + i * 7 % 5 AS q3, 18 + i * 11 % 60 AS age,
      ['f', 'm', 'd'][1 + i % 3] AS gender, CASE WHEN i % 7 = 0 THEN NULL ELSE 20000.0 + i * 731 % 50000 END AS income,
      'I think that ' || ['it works', 'it is slow', 'nothing'][1 + i % 3] AS comment
    FROM range(90) AS numbers(i)`,
  monthly: `SELECT 'store ' || i AS store, i * 10 AS jan, i * 12 AS feb, i * 9 AS mar, CASE WHEN i = 2 THEN NULL ELSE i * 14 END AS apr
    FROM range(1, 6) AS numbers(i)`,
  'Weather Data': `SELECT 'Station ' || i % 3 AS "Station Name", DATE '2024-01-01' + CAST(i // 3 AS INTEGER) AS "Date",
      round(10 + 8 * sin(i / 9), 1) AS "Temp (°C)", 40 + i % 50 AS "Humidity %" FROM range(180) AS numbers(i)`,
};
