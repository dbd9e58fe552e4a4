SELECT * FROM data
SELECT * FROM data LIMIT 10
SELECT * FROM data LIMIT 10 OFFSET 5
SELECT order_id, region FROM data ORDER BY order_id DESC LIMIT 5
SELECT DISTINCT region FROM data
SELECT DISTINCT region, channel FROM data ORDER BY region, channel
SELECT count(*) FROM data
SELECT COUNT(*) AS n, COUNT(discount) AS with_discount, COUNT(DISTINCT customer_id) AS customers FROM data
SELECT region, count(*) AS n FROM data GROUP BY region ORDER BY n DESC
SELECT region, AVG(unit_price) AS avg_price, MIN(unit_price), MAX(unit_price) FROM data GROUP BY region
SELECT region, channel, sum(quantity * unit_price) AS revenue FROM data GROUP BY region, channel ORDER BY revenue DESC
SELECT region, sum(quantity * unit_price * (1 - coalesce(discount, 0))) AS net FROM data GROUP BY 1 HAVING sum(quantity) > 10 ORDER BY 2 DESC
SELECT * FROM data WHERE region = 'north' AND quantity >= 3
SELECT * FROM data WHERE region IN ('north', 'south') AND channel NOT IN ('phone')
SELECT * FROM data WHERE unit_price BETWEEN 10 AND 20
SELECT * FROM data WHERE discount IS NULL OR discount > 0.1
SELECT * FROM data WHERE notes LIKE '%late%'
SELECT * FROM data WHERE notes ILIKE '%GREAT%' AND notes NOT LIKE 'Note 1%'
SELECT * FROM data WHERE NOT returned
SELECT * FROM data WHERE order_date >= DATE '2023-06-01' AND order_date < DATE '2023-07-01'
SELECT * FROM data WHERE order_date > '2023-06-01'
SELECT * FROM data WHERE year(order_date) = 2023 AND month(order_date) IN (1, 2, 3)
SELECT * FROM data WHERE extract(dow FROM order_date) IN (0, 6)
SELECT date_trunc('month', order_date) AS month, sum(quantity) AS sold FROM data GROUP BY month ORDER BY month
SELECT strftime(order_date, '%Y-%m') AS month, round(sum(unit_price * quantity), 2) AS revenue FROM data GROUP BY 1 ORDER BY 1
SELECT dayname(order_date) AS weekday, avg(quantity) AS q FROM data GROUP BY weekday, dayofweek(order_date) ORDER BY dayofweek(order_date)
SELECT quarter(order_date) AS quarter, count(*) AS n FROM data GROUP BY ALL ORDER BY ALL
SELECT hour(ordered_at) AS hour, count(*) FROM data GROUP BY hour ORDER BY hour
SELECT year(order_date) || '-Q' || quarter(order_date) AS period, count(*) AS n FROM data GROUP BY ALL ORDER BY 1
SELECT CASE WHEN quantity < 3 THEN 'small' WHEN quantity < 6 THEN 'medium' ELSE 'large' END AS size, count(*) AS n FROM data GROUP BY size
SELECT CASE region WHEN 'north' THEN 1 WHEN 'south' THEN 2 END AS code FROM data
SELECT if(returned, 'yes', 'no') AS r, count(*) FROM data GROUP BY r
SELECT sum(CASE WHEN returned THEN 1 ELSE 0 END) * 100.0 / count(*) AS return_rate FROM data
SELECT avg(returned::INT) AS return_rate FROM data
SELECT count(*) FILTER (WHERE returned) AS returned, count(*) FILTER (WHERE NOT returned) AS kept FROM data
SELECT region, sum(quantity) FILTER (channel = 'web') AS web FROM data GROUP BY region
SELECT COALESCE(discount, 0) AS d, NULLIF(quantity, 1) AS q, IFNULL(notes, 'none') AS n FROM data
SELECT greatest(quantity, 3), least(quantity, 3) FROM data
SELECT CAST(unit_price AS DOUBLE) AS price, quantity::DOUBLE / 3 AS third, TRY_CAST(notes AS INTEGER) AS n FROM data
SELECT unit_price::VARCHAR, order_date::TIMESTAMP, quantity::DECIMAL(10, 3), '1.5'::FLOAT, '{"a": 1}'::JSON FROM data LIMIT 1
SELECT round(avg(unit_price), 2) AS mean, median(unit_price) AS median, stddev(unit_price) AS sd, var_samp(unit_price) AS v FROM data
SELECT quantile_cont(unit_price, 0.25) AS q1, quantile_cont(unit_price, [0.1, 0.5, 0.9]) AS deciles FROM data
SELECT quantile_disc(quantity, 0.5), approx_quantile(unit_price, 0.95), mad(unit_price), mode(region) FROM data
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY unit_price) AS median FROM data
SELECT percentile_disc(0.9) WITHIN GROUP (ORDER BY quantity DESC) FROM data
SELECT corr(quantity, unit_price) AS r, covar_pop(quantity, unit_price), covar_samp(quantity, unit_price) FROM data
SELECT regr_slope(unit_price, quantity) AS slope, regr_intercept(unit_price, quantity) AS intercept, regr_r2(unit_price, quantity) AS r2, regr_count(unit_price, quantity) AS n FROM data
SELECT skewness(unit_price), kurtosis(unit_price), entropy(region), sem(unit_price::DOUBLE) FROM data
SELECT region, arg_max(order_id, unit_price) AS dearest, arg_min(order_id, unit_price) AS cheapest, max_by(channel, quantity), min_by(channel, quantity) FROM data GROUP BY region
SELECT region, string_agg(DISTINCT channel, ', ' ORDER BY channel) AS channels FROM data GROUP BY region
SELECT region, list(quantity ORDER BY order_id)[1:3] AS first_three FROM data GROUP BY region
SELECT region, array_agg(DISTINCT product_id) AS products, first(notes), last(notes), any_value(channel) FROM data GROUP BY region
SELECT histogram(quantity) FROM data
SELECT approx_count_distinct(customer_id), approx_top_k(region, 2) FROM data
SELECT bool_and(returned), bool_or(returned), count_if(returned), bit_or(quantity), bit_xor(quantity), product(quantity::DOUBLE) FROM data
SELECT geomean(unit_price), wavg(unit_price, quantity), favg(unit_price::DOUBLE), fsum(unit_price::DOUBLE), kahan_sum(unit_price::DOUBLE) FROM data
SELECT max(order_date) - min(order_date) AS days, date_diff('month', min(order_date), max(order_date)) AS months FROM data
SELECT datediff('day', order_date, DATE '2024-12-31') AS age, age(DATE '2024-12-31', order_date) FROM data LIMIT 2
SELECT order_date + INTERVAL 1 MONTH AS next_month, order_date - INTERVAL '7 days' AS week_ago, ordered_at + INTERVAL (quantity) HOUR FROM data
SELECT order_date + 7, order_date - 1, date_add(order_date, INTERVAL 1 YEAR), last_day(order_date), date_sub('month', order_date, DATE '2025-01-01') FROM data
SELECT make_date(2024, 2, 29), make_timestamp(2024, 2, 29, 10, 11, 12.5), make_time(10, 11, 12.5)
SELECT strptime('29.02.2024', '%d.%m.%Y')::DATE AS d, try_strptime('nonsense', '%Y-%m-%d') AS bad, strptime('2/3/24', ['%m/%d/%y', '%Y-%m-%d'])
SELECT epoch(ordered_at), epoch_ms(ordered_at), to_timestamp(0), isodow(order_date), week(order_date), dayofyear(order_date), yearweek(order_date) FROM data LIMIT 1
SELECT time_bucket(INTERVAL '2 weeks', order_date) AS bucket, count(*) FROM data GROUP BY bucket ORDER BY bucket
SELECT date_part('year', order_date) AS y, date_part(['month', 'day'], order_date) AS parts FROM data LIMIT 3
SELECT current_date > DATE '2020-01-01', now() IS NOT NULL, current_timestamp IS NOT NULL, today() IS NOT NULL
SELECT TIMESTAMP '2024-01-01 12:00:00' AT TIME ZONE 'Europe/Berlin' AS berlin, TIMESTAMPTZ '2024-01-01 12:00:00+00' AT TIME ZONE 'America/New_York' AS ny
SELECT monthname(order_date), century(order_date), decade(order_date), era(order_date), julian(order_date) FROM data LIMIT 1
SELECT INTERVAL 3 DAY + INTERVAL '2 hours', to_days(3), to_months(2), to_hours(5), to_minutes(7), to_seconds(9)
SELECT date_trunc('week', ordered_at) AS week, count(*) AS orders, sum(count(*)) OVER (ORDER BY date_trunc('week', ordered_at)) AS running FROM data GROUP BY 1 ORDER BY 1
SELECT upper(region), lower(region), length(notes), trim(notes), ltrim(notes), rtrim(notes, '!') FROM data
SELECT substring(notes, 1, 4), substr(notes, 6), left(notes, 3), right(notes, 3), notes[1:4], notes[-3:] FROM data
SELECT concat(region, ' ', channel), concat_ws('-', region, channel, quantity), region || '/' || channel FROM data
SELECT split_part(notes, ':', 1), string_split(notes, ' ')[2], str_split(notes, ':'), split(notes, ' ') FROM data
SELECT replace(notes, 'Note', 'N'), translate(region, 'ns', 'NS'), reverse(region), repeat('ab', 3), lpad(region, 8, '.'), rpad(region, 8, '.') FROM data
SELECT regexp_matches(notes, '^Note [0-9]+'), regexp_extract(notes, '([0-9]+)', 1), regexp_replace(notes, '[0-9]+', '#', 'g'), regexp_extract_all(notes, '[a-z]+') FROM data
SELECT notes FROM data WHERE notes SIMILAR TO '.*late.*' OR regexp_full_match(region, 'n.*')
SELECT notes FROM data WHERE notes GLOB 'Note*' AND notes ~ '[0-9]'
SELECT starts_with(region, 'n'), ends_with(region, 'h'), contains(notes, 'ok'), prefix(region, 'no'), suffix(region, 'th'), strpos(region, 'o'), instr(region, 'o'), position('o' IN region) FROM data
SELECT format('{}: {:.2f}', region, unit_price::DOUBLE), printf('%s-%05d', region, quantity), format('{:,}', 1234567) FROM data LIMIT 1
SELECT levenshtein(region, 'nort'), jaro_winkler_similarity(region, 'north'), jaccard(region, 'north'), hamming('abc', 'abd'), damerau_levenshtein('ab', 'ba') FROM data LIMIT 4
SELECT md5(notes), sha256(notes), hash(notes), ascii('A'), chr(65), unicode('é'), strip_accents('Élan'), nfc_normalize('é') FROM data LIMIT 1
SELECT bar(quantity, 0, 10, 20) AS bar, region FROM data LIMIT 5
SELECT url_encode('a b'), url_decode('a%20b'), base64('abc'::BLOB), from_base64('YWJj'), hex('abc'), unhex('616263'), bin(5), to_base(255, 16)
SELECT abs(-3), ceil(1.2), floor(1.8), round(2.567, 1), trunc(1.9), sign(-2), sqrt(16), cbrt(27), exp(1), ln(10), log(100), log10(100), log2(8), log(2, 8), pow(2, 10), 2 ** 3, 2 ^ 3, 7 % 3, 7 // 2, mod(7, 3)
SELECT pi(), sin(1), cos(1), tan(1), asin(0.5), acos(0.5), atan(1), atan2(1, 2), degrees(1), radians(180), cot(1), sinh(1), cosh(1), tanh(1), gamma(5), lgamma(5), factorial(5), gcd(12, 18), lcm(4, 6), even(3)
SELECT isnan('NaN'::DOUBLE), isinf('inf'::DOUBLE), isfinite(1.0::DOUBLE), 1 / 0 AS infinite, 0 / 0 AS nothing, 5 & 3, 5 | 3, xor(5, 3), ~5, 1 << 4, 256 >> 2, bit_count(7), @(-4), 5!
SELECT row_number() OVER (ORDER BY unit_price DESC) AS rank, order_id, unit_price FROM data
SELECT region, order_id, rank() OVER (PARTITION BY region ORDER BY unit_price DESC) AS r, dense_rank() OVER (PARTITION BY region ORDER BY unit_price DESC) AS dr FROM data
SELECT * FROM data QUALIFY row_number() OVER (PARTITION BY region ORDER BY unit_price DESC) <= 3
SELECT order_date, quantity, sum(quantity) OVER (ORDER BY order_date) AS running_total FROM data ORDER BY order_date
SELECT order_date, avg(quantity) OVER (ORDER BY order_date ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS moving_avg FROM data
SELECT order_date, avg(quantity) OVER (ORDER BY order_date RANGE BETWEEN INTERVAL 30 DAYS PRECEDING AND CURRENT ROW) AS last_30_days FROM data
SELECT order_date, quantity - lag(quantity) OVER (ORDER BY order_date, order_id) AS change, lead(quantity, 2, 0) OVER (ORDER BY order_date, order_id) AS later FROM data
SELECT region, ntile(4) OVER (ORDER BY unit_price) AS quartile, percent_rank() OVER (ORDER BY unit_price) AS pr, cume_dist() OVER (ORDER BY unit_price) AS cd FROM data
SELECT region, first_value(unit_price) OVER w AS first, last_value(unit_price) OVER w AS last, nth_value(unit_price, 2) OVER w AS second FROM data WINDOW w AS (PARTITION BY region ORDER BY order_date ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
SELECT region, sum(quantity) AS q, sum(quantity) * 100.0 / sum(sum(quantity)) OVER () AS share FROM data GROUP BY region
SELECT region, unit_price, (unit_price - avg(unit_price) OVER (PARTITION BY region)) / nullif(stddev(unit_price) OVER (PARTITION BY region), 0) AS z FROM data
SELECT last_value(discount IGNORE NULLS) OVER (ORDER BY order_id) AS filled FROM data
SELECT count(DISTINCT channel) OVER (PARTITION BY region) AS channels, max(quantity) OVER (PARTITION BY region) FROM data LIMIT 3
SELECT sum(quantity) OVER (ORDER BY order_id ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING EXCLUDE CURRENT ROW) AS neighbours FROM data
SELECT sum(quantity) OVER (ORDER BY region GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES) FROM data
SELECT median(unit_price) OVER (ORDER BY order_date ROWS 10 PRECEDING), quantile_cont(unit_price, 0.9) OVER (PARTITION BY region) FROM data
SELECT day, price, fill(CASE WHEN day(day) % 3 = 0 THEN NULL ELSE price END) OVER (PARTITION BY symbol ORDER BY day) AS filled FROM prices
SELECT sum(quantity) FILTER (WHERE returned) OVER (PARTITION BY region ORDER BY order_id) FROM data
SELECT d.order_id, c.name FROM data d JOIN customers c ON d.customer_id = c.customer_id
SELECT d.order_id, c.name, p.product_name FROM data AS d INNER JOIN customers AS c USING (customer_id) LEFT JOIN products AS p USING (product_id)
SELECT c.name, count(d.order_id) AS orders FROM customers c LEFT JOIN data d ON d.customer_id = c.customer_id GROUP BY c.name ORDER BY orders
SELECT c.* FROM customers c ANTI JOIN data d USING (customer_id)
SELECT c.customer_id FROM customers c SEMI JOIN data d ON c.customer_id = d.customer_id AND d.returned
SELECT c.name FROM customers c WHERE NOT EXISTS (SELECT 1 FROM data d WHERE d.customer_id = c.customer_id)
SELECT name FROM customers WHERE customer_id IN (SELECT customer_id FROM data WHERE returned GROUP BY customer_id HAVING count(*) > 1)
SELECT * FROM data FULL OUTER JOIN customers USING (customer_id) LIMIT 5
SELECT * FROM customers RIGHT JOIN data ON customers.customer_id = data.customer_id LIMIT 5
SELECT r.region, c.channel FROM (SELECT DISTINCT region FROM data) r CROSS JOIN (SELECT DISTINCT channel FROM data) c
SELECT a.id, b.id FROM employees a, employees b WHERE a.manager_id = b.id AND a.salary > b.salary
SELECT t.symbol, t.traded_at, t.amount * p.price AS value FROM trades t ASOF JOIN prices p ON t.symbol = p.symbol AND t.traded_at >= p.day
SELECT t.*, p.price FROM (SELECT symbol, traded_at::DATE AS day FROM trades) t ASOF LEFT JOIN prices p USING (symbol, day)
SELECT * FROM (SELECT quantity FROM data LIMIT 3) POSITIONAL JOIN (SELECT name FROM customers LIMIT 3)
SELECT * FROM data NATURAL JOIN products LIMIT 3
SELECT c.name, o.order_id, o.unit_price FROM customers c, LATERAL (SELECT * FROM data d WHERE d.customer_id = c.customer_id ORDER BY unit_price DESC LIMIT 2) o
SELECT c.name, x.total FROM customers c LEFT JOIN LATERAL (SELECT sum(quantity) AS total FROM data d WHERE d.customer_id = c.customer_id) x ON true
WITH monthly_sales AS (SELECT date_trunc('month', order_date) AS month, sum(quantity) AS sold FROM data GROUP BY 1) SELECT month, sold, lag(sold) OVER (ORDER BY month) AS previous, round(100.0 * (sold - lag(sold) OVER (ORDER BY month)) / lag(sold) OVER (ORDER BY month), 1) AS growth FROM monthly_sales ORDER BY month
WITH ranked AS (SELECT region, product_id, sum(quantity) AS q, row_number() OVER (PARTITION BY region ORDER BY sum(quantity) DESC) AS rn FROM data GROUP BY region, product_id) SELECT * FROM ranked WHERE rn = 1
WITH a AS (SELECT customer_id, min(order_date) AS first_order FROM data GROUP BY 1), b AS (SELECT d.customer_id, date_diff('month', a.first_order, d.order_date) AS month_number FROM data d JOIN a USING (customer_id)) SELECT month_number, count(DISTINCT customer_id) AS active FROM b GROUP BY 1 ORDER BY 1
WITH stats AS (SELECT avg(unit_price) AS m, stddev(unit_price) AS s FROM data) SELECT d.* FROM data d, stats WHERE abs(d.unit_price - stats.m) > 1.5 * stats.s
WITH q AS (SELECT quantile_cont(unit_price, 0.25) AS q1, quantile_cont(unit_price, 0.75) AS q3 FROM data) SELECT count(*) AS outliers FROM data, q WHERE unit_price < q1 - 1.5 * (q3 - q1) OR unit_price > q3 + 1.5 * (q3 - q1)
WITH RECURSIVE chain AS (SELECT id, name, manager_id, 1 AS level FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, e.manager_id, c.level + 1 FROM employees e JOIN chain c ON e.manager_id = c.id) SELECT level, count(*) FROM chain GROUP BY level ORDER BY level
WITH RECURSIVE days(d) AS (SELECT DATE '2024-01-01' UNION ALL SELECT d + 1 FROM days WHERE d < DATE '2024-01-10') SELECT d::DATE FROM days
WITH RECURSIVE fib(a, b) AS (VALUES (0, 1) UNION ALL SELECT b, a + b FROM fib WHERE b < 100) SELECT a FROM fib
WITH a AS MATERIALIZED (SELECT * FROM data), b AS NOT MATERIALIZED (SELECT count(*) AS n FROM a) SELECT n FROM b
WITH t(x, y) AS (SELECT region, quantity FROM data) SELECT x, avg(y) FROM t GROUP BY x
FROM data
FROM data SELECT region, count(*) GROUP BY region
FROM data SELECT order_id WHERE returned
FROM data SELECT region, count() AS n GROUP BY region ORDER BY n
FROM customers c JOIN data d USING (customer_id) SELECT c.segment, sum(d.quantity) GROUP BY ALL
SELECT region: upper(region), n: count(*) FROM data GROUP BY ALL
SELECT * EXCLUDE (notes, discount) FROM data LIMIT 2
SELECT * EXCLUDE notes REPLACE (round(unit_price, 0) AS unit_price) FROM data LIMIT 2
SELECT * REPLACE (upper(region) AS region) FROM data LIMIT 2
SELECT * RENAME (region AS area) FROM data LIMIT 2
SELECT d.* EXCLUDE (customer_id), c.name FROM data d JOIN customers c USING (customer_id) LIMIT 2
SELECT COLUMNS('.*_id') FROM data LIMIT 2
SELECT min(COLUMNS(*)), max(COLUMNS(*)) FROM data
SELECT avg(COLUMNS(['quantity', 'unit_price'])) FROM data
SELECT COLUMNS(c -> c LIKE '%date%') FROM data LIMIT 2
SELECT COLUMNS(lambda c: c LIKE '%price%') * 2 FROM data LIMIT 2
SELECT COLUMNS('(.*)_id') AS '\1' FROM data LIMIT 2
SELECT * LIKE '%price%' FROM data LIMIT 1
SELECT count(COLUMNS(* EXCLUDE (notes))) FROM data
SELECT round(avg(COLUMNS([x for x in (*) if x.starts_with('q')])), 2) FROM survey
SELECT coalesce(*COLUMNS('q[0-9]')) FROM survey LIMIT 3
SELECT * FROM survey WHERE COLUMNS('q[0-9]') >= 2
SELECT count(*) - count(COLUMNS(*)) FROM survey
SELECT region, count(*) FROM data GROUP BY GROUPING SETS ((region), ())
SELECT region, channel, sum(quantity), grouping(region, channel) AS g FROM data GROUP BY ROLLUP (region, channel) ORDER BY ALL
SELECT region, channel, sum(quantity) FROM data GROUP BY CUBE (region, channel)
SELECT coalesce(region, 'all') AS region, count(*) FROM data GROUP BY GROUPING SETS (region, ())
SELECT region, channel, product_id, sum(quantity), grouping_id(region, channel) FROM data GROUP BY region, ROLLUP (channel, product_id)
SELECT region FROM data UNION SELECT country FROM customers
SELECT region AS x, count(*) AS n FROM data GROUP BY 1 UNION ALL SELECT 'total', count(*) FROM data ORDER BY n
SELECT customer_id FROM customers EXCEPT SELECT customer_id FROM data
SELECT customer_id FROM customers INTERSECT SELECT customer_id FROM data
SELECT 1 AS a, 2 AS b UNION ALL BY NAME SELECT 3 AS b, 4 AS c
SELECT region FROM data UNION BY NAME SELECT name FROM customers
SELECT quantity FROM data EXCEPT ALL SELECT 3
(SELECT region FROM data LIMIT 1) UNION ALL (SELECT channel FROM data LIMIT 1)
VALUES (1, 'a'), (2, 'b'), (3, NULL)
SELECT * FROM (VALUES (1, 'one'), (2, 'two')) AS t(n, word) JOIN data ON data.quantity = t.n LIMIT 3
TABLE customers
PIVOT data ON region USING sum(quantity)
PIVOT data ON region USING sum(quantity) GROUP BY channel
PIVOT data ON region USING sum(quantity) AS total, avg(unit_price) AS price GROUP BY channel ORDER BY channel
PIVOT data ON region IN ('north', 'south') USING count(*) GROUP BY channel
PIVOT data ON region, channel USING sum(quantity) GROUP BY product_id
PIVOT data ON year(order_date) USING sum(quantity) GROUP BY region
PIVOT (SELECT region, channel, quantity FROM data WHERE NOT returned) ON channel USING avg(quantity) GROUP BY region
PIVOT data ON monthname(order_date) USING count(*) GROUP BY region LIMIT 2
PIVOT_WIDER data ON returned USING count(*) GROUP BY region
PIVOT data ON region || '_' || channel USING sum(quantity)
WITH p AS (PIVOT data ON channel USING sum(quantity) GROUP BY region) SELECT region, web, store, web - store AS difference FROM p
WITH s AS (SELECT region, channel, quantity FROM data), p AS (PIVOT s ON region USING sum(quantity) GROUP BY channel) SELECT * FROM p ORDER BY channel
SELECT * FROM (PIVOT data ON region USING sum(quantity) GROUP BY channel) AS wide JOIN (SELECT DISTINCT channel FROM data) USING (channel)
WITH s AS (SELECT region, quantity FROM data) PIVOT s ON region USING max(quantity)
SELECT * FROM data PIVOT (sum(quantity) FOR region IN ('north', 'south') GROUP BY channel)
SELECT * FROM (SELECT region, channel, quantity FROM data) PIVOT (sum(quantity) AS q FOR channel IN ('web' AS w, 'store' AS s))
FROM (SELECT region, channel, quantity FROM data) PIVOT (sum(quantity), max(quantity) FOR channel IN ('web', 'store') region IN ('north'))
UNPIVOT monthly ON jan, feb, mar, apr INTO NAME month VALUE sales
UNPIVOT monthly ON COLUMNS(* EXCLUDE (store)) INTO NAME month VALUE sales
UNPIVOT monthly ON (jan, feb) AS early, (mar, apr) AS late INTO NAME half VALUE first, second
SELECT * FROM monthly UNPIVOT (sales FOR month IN (jan, feb, mar, apr))
SELECT * FROM monthly UNPIVOT INCLUDE NULLS (sales FOR month IN (jan, feb, mar, apr))
FROM (UNPIVOT monthly ON COLUMNS(* EXCLUDE store) INTO NAME month VALUE sales) SELECT month, sum(sales) GROUP BY month
WITH long AS (UNPIVOT monthly ON jan, feb INTO NAME month VALUE sales) SELECT store, max(sales) FROM long GROUP BY store
DESCRIBE data
DESC customers
DESCRIBE SELECT region, sum(quantity) AS q FROM data GROUP BY region
SHOW data
SUMMARIZE data
SUMMARIZE SELECT quantity, unit_price FROM data WHERE returned
SELECT column_name, null_percentage FROM (SUMMARIZE survey) WHERE null_percentage > 0
SELECT column_name, column_type FROM (DESCRIBE data) WHERE column_type = 'VARCHAR'
CREATE TEMP TABLE big_orders AS SELECT * FROM data WHERE quantity > 5
CREATE OR REPLACE TEMP TABLE big_orders AS SELECT * FROM data WHERE quantity > 6
CREATE TEMPORARY TABLE IF NOT EXISTS by_region AS SELECT region, sum(quantity) AS q FROM data GROUP BY region
CREATE OR REPLACE TEMP VIEW web_orders AS SELECT * FROM data WHERE channel = 'web'
CREATE TEMPORARY VIEW customer_totals(id, total) AS SELECT customer_id, sum(quantity) FROM data GROUP BY customer_id
CREATE OR REPLACE TEMP TABLE wide AS PIVOT data ON region USING sum(quantity) GROUP BY channel
create temp table "Clean Data" as select *, coalesce(discount, 0) as d from data
CREATE TEMP TABLE cohort AS WITH f AS (SELECT customer_id, min(order_date) AS d FROM data GROUP BY 1) SELECT date_trunc('month', d) AS cohort, count(*) AS n FROM f GROUP BY 1
SELECT count(*) FROM big_orders
SELECT * FROM by_region JOIN big_orders USING (region) LIMIT 1
SELECT avg(quantity) FROM web_orders
SELECT max(total) FROM customer_totals
FROM wide
SELECT sum(d) FROM "Clean Data"
SELECT * FROM main.data LIMIT 1
SELECT * FROM temp.big_orders LIMIT 1
SELECT memory.main.customers.name FROM memory.main.customers LIMIT 1
SELECT "Station Name", avg("Temp (°C)") AS "Mean °C" FROM "Weather Data" GROUP BY "Station Name"
SELECT w."Date", w."Humidity %" / 100 AS h FROM "Weather Data" AS w WHERE w."Temp (°C)" > 12
SELECT corr("Temp (°C)", "Humidity %") FROM "Weather Data"
SELECT date_trunc('month', "Date") AS "Month", min("Temp (°C)"), max("Temp (°C)") FROM "Weather Data" GROUP BY ALL
SELECT unnest([1, 2, 3]) AS n
SELECT customer_id, unnest(tags) AS tag FROM customers
SELECT tag, count(*) FROM (SELECT unnest(tags) AS tag FROM customers) GROUP BY tag
SELECT c.name, t.tag FROM customers c, unnest(c.tags) AS t(tag)
SELECT unnest(address) FROM customers LIMIT 2
SELECT unnest([{'a': 1, 'b': 2}, {'a': 3, 'b': 4}], recursive := true)
SELECT * FROM unnest([10, 20, 30]) WITH ORDINALITY AS u(value, position)
SELECT len(tags), list_contains(tags, 'b'), list_sort(tags), list_reverse_sort(tags), tags[1], tags[-1], list_distinct(tags) FROM customers
SELECT list_transform([1, 2, 3], x -> x * 2), list_filter([1, 2, 3], lambda x: x > 1), list_reduce([1, 2, 3], (a, b) -> a + b)
SELECT [x * 2 FOR x IN [1, 2, 3] IF x > 1] AS doubled
SELECT [lower(t) || '!' FOR t IN tags] FROM customers
SELECT list_sum([1, 2]), list_avg([1, 2]), list_min([1, 2]), list_max([1, 2]), list_median([1, 2, 9]), list_aggregate([1, 2], 'sum'), list_stddev_samp([1, 2])
SELECT list_zip([1, 2], ['a', 'b']), flatten([[1], [2, 3]]), list_concat([1], [2]), array_append([1], 2), list_slice([1, 2, 3], 1, 2), range(5), generate_series(1, 10, 3)
SELECT tags.list_transform(t -> upper(t)), name.upper().length() FROM customers
SELECT ('a b').string_split(' ').list_reverse(), (quantity).sqrt() FROM data LIMIT 1
SELECT array_to_string(tags, ','), list_has_any(tags, ['a']), list_has_all(tags, ['a']), list_intersect(tags, ['b']), tags && ['b'], ['a'] <@ tags FROM customers
SELECT list_cosine_similarity([1.0, 2.0], [2.0, 3.0]), list_distance([1.0, 2.0], [2.0, 3.0]), array_distance([1.0, 2.0]::DOUBLE[2], [2.0, 3.0]::DOUBLE[2])
SELECT {'a': 1, 'b': 'x'} AS s, {a: 1}.a, struct_pack(x := 1, y := 2), row(1, 'a'), struct_extract({'k': 5}, 'k')
SELECT address.city, address['zip'], count(*) FROM customers GROUP BY ALL
SELECT struct_insert(address, country := country), struct_keys(address) FROM customers LIMIT 1
SELECT MAP {'a': 1, 'b': 2}['a'], map_keys(MAP {'a': 1}), map_values(MAP {'a': 1}), map_entries(MAP([1, 2], ['x', 'y'])), cardinality(MAP {'a': 1}), element_at(MAP {'a': 1}, 'a')
SELECT map_from_entries([(1, 'a'), (2, 'b')]), histogram(region) FROM data
SELECT attributes->>'colour' AS colour, (attributes->'weight')::INT AS weight, attributes->'$.sizes[0]', attributes.colour FROM products
SELECT json_extract(attributes, '$.weight'), json_extract_string(attributes, '$.colour'), json_array_length(attributes, '$.sizes'), json_keys(attributes), json_type(attributes), json_valid('{') FROM products
SELECT to_json({'a': 1}), json_object('k', 1), json_array(1, 'a'), json_group_array(region), json_merge_patch('{"a":1}', '{"b":2}'), json_structure('{"a":1}') FROM data GROUP BY ALL
SELECT from_json('{"a": 1, "b": ["x"]}', '{"a": "INTEGER", "b": ["VARCHAR"]}') AS s, json_transform('{"p": 1.5}', '{"p": "DECIMAL(5,2)"}')
SELECT e.key, e.value FROM products, json_each(attributes) AS e
SELECT key, value, type FROM json_tree('{"a": {"b": [1, 2]}}')
SELECT user_id, properties->>'$.page' AS page, avg((properties->>'ms')::INT) AS ms FROM events GROUP BY ALL ORDER BY ms DESC
SELECT json_exists(properties, '$.page'), json_value(properties, '$.ms'), json_contains(properties, '"x"') FROM events LIMIT 1
SELECT properties->'$.page' FROM events WHERE CAST(properties->>'ms' AS INTEGER) > 500
SELECT * FROM range(10)
SELECT range AS n, n ** 2 AS square FROM range(1, 11)
SELECT d::DATE AS day FROM generate_series(TIMESTAMP '2024-01-01', TIMESTAMP '2024-01-31', INTERVAL 1 DAY) AS g(d)
SELECT g.day::DATE AS day, count(d.order_id) AS orders FROM range(DATE '2023-01-01', DATE '2023-02-01', INTERVAL 1 DAY) AS g(day) LEFT JOIN data d ON d.order_date = g.day GROUP BY 1 ORDER BY 1
SELECT i, chr(65 + i::INT) FROM generate_series(0, 5) AS s(i)
SELECT * FROM repeat('x', 3)
SELECT * FROM data USING SAMPLE 10
SELECT * FROM data USING SAMPLE 10%
SELECT * FROM data TABLESAMPLE reservoir(20 ROWS) REPEATABLE (42)
SELECT * FROM data TABLESAMPLE bernoulli(10%)
SELECT count(*) FROM (SELECT * FROM data USING SAMPLE reservoir(50 ROWS) REPEATABLE (1))
SELECT * FROM data ORDER BY random() LIMIT 5
SELECT setseed(0.42)
SELECT random() < 2, gen_random_uuid() IS NOT NULL, uuid() IS NOT NULL
SELECT order_id FROM data WHERE hash(order_id) % 10 < 3
SELECT DISTINCT ON (region) region, order_id, unit_price FROM data ORDER BY region, unit_price DESC
SELECT * FROM data ORDER BY ALL LIMIT 1
SELECT region, sum(quantity) FROM data GROUP BY ALL ORDER BY ALL DESC
SELECT * FROM data ORDER BY discount NULLS FIRST, unit_price DESC NULLS LAST LIMIT 3
SELECT * FROM data LIMIT 5%
SELECT * FROM data LIMIT (SELECT count(*) // 10 FROM data)
SELECT name FROM customers ORDER BY name COLLATE NOCASE
SELECT name FROM customers WHERE country COLLATE NOCASE = 'de' ORDER BY name COLLATE de
SELECT 'É' COLLATE NOACCENT = 'e', 'a' < 'B' COLLATE NOCASE.NOACCENT
SELECT (SELECT max(unit_price) FROM data) - unit_price AS below_max FROM data
SELECT region, quantity FROM data d WHERE quantity > (SELECT avg(quantity) FROM data WHERE region = d.region)
SELECT * FROM data WHERE quantity >= ALL (SELECT quantity FROM data)
SELECT * FROM data WHERE quantity = ANY (SELECT q FROM (VALUES (1), (2)) t(q))
SELECT * FROM data WHERE (region, channel) IN (('north', 'web'), ('south', 'store'))
SELECT * FROM data WHERE (region, channel) = ('north', 'web')
SELECT * FROM data WHERE quantity = ANY ([1, 2, 3]) OR region = SOME (SELECT 'east')
SELECT ARRAY(SELECT DISTINCT region FROM data ORDER BY region)
SELECT EXISTS (SELECT 1 FROM data WHERE quantity > 100) AS any_large
SELECT x, x + 1 AS y, y * 2 AS z FROM (SELECT quantity AS x FROM data)
SELECT quantity * unit_price AS revenue FROM data WHERE revenue > 50 ORDER BY revenue
SELECT region IS DISTINCT FROM 'north', discount IS NOT DISTINCT FROM NULL, returned IS TRUE, returned IS NOT TRUE FROM data
SELECT 'a''b', "region", E'tab\there', $$dollar 'quoted'$$, $tag$x$tag$, 1_000_000, 1e3, .5, -2, +3, TRUE, NULL FROM data LIMIT 1
SELECT region "Region", quantity n FROM data LIMIT 0
SELECT /* a comment */ region FROM data -- another one
SELECT count(*) AS "Number of orders", sum(quantity) "Sold" FROM data;
select region,count(*) from data group by region order by count(*) desc limit 3;
  SELECT	region  FROM  data  
((SELECT 1))
SELECT enum_range(NULL::ENUM('low', 'high')), 'low'::ENUM('low', 'high') < 'high'::ENUM('low', 'high'), enum_code('low'::ENUM('low', 'high')), enum_first(NULL::ENUM('a', 'b'))
SELECT union_tag(union_value(num := 2)), union_extract(union_value(num := 2), 'num')
SELECT typeof(unit_price), typeof([1]), pg_typeof(1), alias(region) FROM data LIMIT 1
SELECT try(CAST(notes AS INTEGER)), TRY_CAST('x' AS DATE), try_strptime(notes, '%d') FROM data LIMIT 3
SELECT CASE WHEN count(*) = 0 THEN error('no rows') ELSE count(*) END FROM data
SELECT ('[1, 2]'::JSON)::INT[], [1, 2]::VARCHAR, {'a': 1}::STRUCT(a BIGINT), MAP {'k': 1}::MAP(VARCHAR, DOUBLE), '10:30'::TIME, '2024-01-01'::DATE::TIMESTAMPTZ, 'a'::BLOB, 1::BIT, '550e8400-e29b-41d4-a716-446655440000'::UUID, 1::HUGEINT, 1::UTINYINT, [1, 2, 3]::INTEGER[3]
SELECT bitstring('0101', 8), get_bit('0101'::BIT, 2), bit_position('1'::BIT, '0101'::BIT), set_bit('0101'::BIT, 0, 1)
SELECT region, COUNT(*) AS orders, SUM(quantity) AS units, ROUND(AVG(unit_price), 2) AS avg_price, ROUND(100.0 * SUM(CASE WHEN returned THEN 1 ELSE 0 END) / COUNT(*), 1) AS return_pct FROM data GROUP BY region ORDER BY orders DESC
SELECT customer_id, count(*) AS frequency, max(order_date) AS last_order, sum(quantity * unit_price) AS monetary, date_diff('day', max(order_date), DATE '2025-01-01') AS recency FROM data GROUP BY customer_id
WITH rfm AS (SELECT customer_id, date_diff('day', max(order_date), DATE '2025-01-01') AS r, count(*) AS f, sum(quantity * unit_price) AS m FROM data GROUP BY 1) SELECT customer_id, ntile(5) OVER (ORDER BY r DESC) AS rs, ntile(5) OVER (ORDER BY f) AS fs, ntile(5) OVER (ORDER BY m) AS ms FROM rfm
WITH firsts AS (SELECT customer_id, date_trunc('month', min(order_date)) AS cohort FROM data GROUP BY 1), activity AS (SELECT d.customer_id, f.cohort, datediff('month', f.cohort, date_trunc('month', d.order_date)) AS age FROM data d JOIN firsts f USING (customer_id)) SELECT cohort, age, count(DISTINCT customer_id) AS customers, round(100.0 * count(DISTINCT customer_id) / first_value(count(DISTINCT customer_id)) OVER (PARTITION BY cohort ORDER BY age), 1) AS retention FROM activity GROUP BY cohort, age ORDER BY cohort, age
SELECT count(DISTINCT user_id) FILTER (WHERE event_name = 'view') AS viewed, count(DISTINCT user_id) FILTER (WHERE event_name = 'cart') AS carted, count(DISTINCT user_id) FILTER (WHERE event_name = 'purchase') AS bought FROM events
WITH steps AS (SELECT user_id, min(event_time) FILTER (event_name = 'view') AS v, min(event_time) FILTER (event_name = 'purchase') AS p FROM events GROUP BY user_id) SELECT count(*) AS users, count(p) AS buyers, avg(epoch(p) - epoch(v)) / 60 AS minutes FROM steps WHERE p > v OR p IS NULL
SELECT user_id, event_time, event_time - lag(event_time) OVER (PARTITION BY user_id ORDER BY event_time) AS gap, CASE WHEN event_time - lag(event_time) OVER (PARTITION BY user_id ORDER BY event_time) > INTERVAL 30 MINUTE THEN 1 ELSE 0 END AS starts_session FROM events
WITH g AS (SELECT *, coalesce((event_time - lag(event_time) OVER w > INTERVAL 30 MINUTE)::INT, 1) AS is_new FROM events WINDOW w AS (PARTITION BY user_id ORDER BY event_time)) SELECT user_id, sum(is_new) OVER (PARTITION BY user_id ORDER BY event_time) AS session, event_name FROM g
WITH d AS (SELECT DISTINCT user_id, event_time::DATE AS day FROM events), r AS (SELECT user_id, day, day - row_number() OVER (PARTITION BY user_id ORDER BY day)::INT AS island FROM d) SELECT user_id, min(day) AS start, max(day) AS stop, count(*) AS days FROM r GROUP BY user_id, island ORDER BY days DESC
SELECT date_trunc('day', event_time) AS day, count(*) AS events, count(DISTINCT user_id) AS dau FROM events GROUP BY 1 ORDER BY 1
SELECT session_id, list(event_name ORDER BY event_time) AS path, count(*) AS steps FROM events GROUP BY session_id HAVING count(*) > 2
SELECT array_to_string(path, ' > ') AS path, count(*) AS n FROM (SELECT session_id, list(event_name ORDER BY event_time) AS path FROM events GROUP BY 1) GROUP BY 1 ORDER BY n DESC LIMIT 5
SELECT product_id, revenue, sum(revenue) OVER (ORDER BY revenue DESC) / sum(revenue) OVER () AS cumulative_share FROM (SELECT product_id, sum(quantity * unit_price) AS revenue FROM data GROUP BY 1) ORDER BY revenue DESC
WITH p AS (SELECT product_id, sum(quantity * unit_price) AS rev FROM data GROUP BY 1), c AS (SELECT *, sum(rev) OVER (ORDER BY rev DESC) / sum(rev) OVER () AS cum FROM p) SELECT *, CASE WHEN cum <= 0.8 THEN 'A' WHEN cum <= 0.95 THEN 'B' ELSE 'C' END AS class FROM c
SELECT a.product_id AS first, b.product_id AS second, count(*) AS together FROM data a JOIN data b ON a.customer_id = b.customer_id AND a.product_id < b.product_id GROUP BY 1, 2 ORDER BY together DESC LIMIT 10
SELECT floor(unit_price / 5) * 5 AS bin, count(*) AS n, repeat('*', count(*)::INT // 3) AS bar FROM data GROUP BY bin ORDER BY bin
SELECT width, count(*) FROM (SELECT least(floor(10 * (unit_price - 5) / 25), 9) AS width FROM data) GROUP BY ALL ORDER BY ALL
SELECT equi_width_bins(min(quantity), max(quantity), 4, true) AS bins FROM data
SELECT bin, count FROM (SELECT unnest(map_keys(h)) AS bin, unnest(map_values(h)) AS count FROM (SELECT histogram(quantity) AS h FROM data))
SELECT (sum(quantity * unit_price) - sum(quantity) * sum(unit_price) / count(*)) / (count(*) - 1) AS cov, stddev_pop(quantity), var_pop(quantity), variance(quantity), stddev_samp(quantity) FROM data
WITH s AS (SELECT count(*) AS n, avg(unit_price) AS m, stddev_samp(unit_price) AS sd FROM data) SELECT m - 1.96 * sd / sqrt(n) AS low, m + 1.96 * sd / sqrt(n) AS high FROM s
WITH g AS (SELECT segment, avg(d.unit_price) AS m, var_samp(d.unit_price) AS v, count(*) AS n FROM data d JOIN customers c USING (customer_id) GROUP BY segment), p AS (SELECT max(m) FILTER (segment = 'retail') AS m1, max(m) FILTER (segment = 'business') AS m2, sum(v / n) AS se2 FROM g) SELECT (m1 - m2) / sqrt(se2) AS t FROM p
SELECT region, channel, count(*) AS observed, sum(count(*)) OVER (PARTITION BY region) * sum(count(*)) OVER (PARTITION BY channel) / sum(count(*)) OVER ()::DOUBLE AS expected FROM data GROUP BY region, channel
WITH t AS (SELECT region, channel, count(*) AS o FROM data GROUP BY ALL), e AS (SELECT *, sum(o) OVER (PARTITION BY region) * sum(o) OVER (PARTITION BY channel) / sum(o) OVER () AS e FROM t) SELECT sum((o - e) ** 2 / e) AS chi2, count(DISTINCT region) - 1 AS df FROM e
SELECT corr(rank_q, rank_p) AS spearman FROM (SELECT rank() OVER (ORDER BY quantity) AS rank_q, rank() OVER (ORDER BY unit_price) AS rank_p FROM data)
SELECT gender, avg(income) AS mean, median(income) AS median, count(*) - count(income) AS missing FROM survey GROUP BY gender
SELECT q1, count(*) AS n, round(count(*) * 100.0 / sum(count(*)) OVER (), 1) AS pct FROM survey GROUP BY q1 ORDER BY q1
SELECT name, value, count(*) FROM (UNPIVOT survey ON q1, q2, q3 INTO NAME name VALUE value) GROUP BY ALL ORDER BY ALL
SELECT CASE WHEN age < 30 THEN '18-29' WHEN age BETWEEN 30 AND 49 THEN '30-49' ELSE '50+' END AS band, avg(q1) AS q1, avg(q2) AS q2 FROM survey GROUP BY band ORDER BY band
SELECT (q1 + q2 + q3) / 3.0 AS score, * EXCLUDE (q1, q2, q3) FROM survey
SELECT id, list_avg([q1, q2, q3]) AS mean, list_stddev_samp([q1, q2, q3]) AS spread, list_max([q1, q2, q3]) AS best FROM survey
SELECT sum(q1 >= 4)::DOUBLE / count(*) - sum(q1 <= 2)::DOUBLE / count(*) AS net_score FROM survey
SELECT word, count(*) AS n FROM (SELECT unnest(string_split(lower(regexp_replace(comment, '[^a-zA-Z ]', '', 'g')), ' ')) AS word FROM survey) WHERE length(word) > 2 GROUP BY word ORDER BY n DESC LIMIT 20
SELECT count(*) FILTER (WHERE comment ILIKE '%slow%' OR comment ILIKE '%nothing%') AS complaints FROM survey
SELECT regr_slope(income, age), regr_avgx(income, age), regr_avgy(income, age), regr_sxx(income, age), regr_sxy(income, age), regr_syy(income, age) FROM survey
WITH fit AS (SELECT regr_slope(income, age) AS b, regr_intercept(income, age) AS a FROM survey) SELECT s.id, s.income - (fit.a + fit.b * s.age) AS residual FROM survey s CROSS JOIN fit WHERE income IS NOT NULL ORDER BY abs(residual) DESC LIMIT 5
SELECT symbol, day, price, avg(price) OVER w AS ma7, stddev(price) OVER w AS sd7, price / lag(price) OVER (PARTITION BY symbol ORDER BY day) - 1 AS daily_return FROM prices WINDOW w AS (PARTITION BY symbol ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW)
SELECT symbol, exp(sum(ln(1 + r))) - 1 AS total_return FROM (SELECT symbol, price / lag(price) OVER (PARTITION BY symbol ORDER BY day) - 1 AS r FROM prices) WHERE r IS NOT NULL GROUP BY symbol
SELECT symbol, max(price) OVER (PARTITION BY symbol ORDER BY day) AS peak, price / max(price) OVER (PARTITION BY symbol ORDER BY day) - 1 AS drawdown FROM prices
SELECT a.day, corr(a.price, b.price) OVER (ORDER BY a.day ROWS 20 PRECEDING) AS rolling FROM prices a JOIN prices b ON a.day = b.day AND a.symbol = 'AAA' AND b.symbol = 'BBB'
SELECT symbol, first(price ORDER BY day) AS open, max(price) AS high, min(price) AS low, last(price ORDER BY day) AS close FROM prices GROUP BY symbol, date_trunc('week', day)
SELECT arg_max(day, price), arg_max(day, price, 3), max(price, 3), min_by(day, price) FROM prices GROUP BY symbol
SELECT day, sum(price) OVER (ORDER BY day RANGE BETWEEN INTERVAL 3 DAYS PRECEDING AND INTERVAL 3 DAYS FOLLOWING) FROM prices WHERE symbol = 'AAA'
SELECT strftime(day, '%G-W%V') AS week, avg(price) FROM prices GROUP BY week ORDER BY week
SELECT department, name, salary, salary - avg(salary) OVER (PARTITION BY department) AS versus_average FROM employees
SELECT department, max(salary) - min(salary) AS spread FROM employees GROUP BY department HAVING count(*) > 5
SELECT e.name AS employee, m.name AS manager FROM employees e LEFT JOIN employees m ON e.manager_id = m.id
WITH RECURSIVE tree AS (SELECT id, [name] AS path FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, list_append(t.path, e.name) FROM employees e JOIN tree t ON e.manager_id = t.id) SELECT id, array_to_string(path, ' / ') FROM tree
WITH RECURSIVE r(n, f) USING KEY (n) AS (SELECT 1, 1 UNION SELECT n + 1, f * 2 FROM r WHERE n < 5) SELECT * FROM r
SELECT * FROM employees WHERE salary = (SELECT max(salary) FROM employees e WHERE e.department = employees.department)
SELECT DISTINCT salary FROM employees ORDER BY salary DESC LIMIT 1 OFFSET 1
SELECT year(hired) AS y, count(*) AS hires, sum(count(*)) OVER (ORDER BY year(hired)) AS headcount FROM employees GROUP BY y
SELECT department, list({'name': name, 'salary': salary} ORDER BY salary DESC)[1:2] AS top FROM employees GROUP BY department
SELECT department, max(name) FILTER (WHERE rn = 1) AS first, max(name) FILTER (WHERE rn = 2) AS second FROM (SELECT *, row_number() OVER (PARTITION BY department ORDER BY salary DESC) AS rn FROM employees) GROUP BY department
SELECT segment, country, count(*) AS n FROM customers GROUP BY segment, country ORDER BY n DESC, segment, country NULLS LAST
SELECT coalesce(country, 'unknown') AS country, count(*) FROM customers GROUP BY 1
SELECT name, email, split_part(email, '@', 2) AS domain FROM customers
SELECT email, count(*) FROM customers GROUP BY email HAVING count(*) > 1
SELECT lower(trim(name)) AS clean_name, count(*) AS duplicates FROM customers GROUP BY clean_name HAVING duplicates > 1
SELECT date_diff('year', make_date(birth_year, 1, 1), DATE '2024-01-01') AS age FROM customers ORDER BY age
SELECT signup_date, count(*) OVER (ORDER BY signup_date) AS total_customers FROM customers
SELECT c.segment, d.channel, sum(d.quantity * p.cost) AS cost FROM data d JOIN customers c ON c.customer_id = d.customer_id JOIN products p ON p.product_id = d.product_id GROUP BY ALL ORDER BY cost DESC
SELECT p.category, sum(d.quantity * (d.unit_price - p.cost)) AS margin FROM data d JOIN products p USING (product_id) GROUP BY p.category
SELECT category, product_name, rank() OVER (PARTITION BY category ORDER BY sum(quantity) DESC) AS rank FROM data JOIN products USING (product_id) GROUP BY category, product_name QUALIFY rank <= 2
SELECT d.region, sum(d.quantity) AS q, (SELECT count(*) FROM customers) AS all_customers FROM data d GROUP BY d.region
SELECT * FROM (SELECT region, sum(quantity) AS q FROM data GROUP BY region) t WHERE q = (SELECT max(q) FROM (SELECT sum(quantity) AS q FROM data GROUP BY region))
SELECT sum(1) FROM data d1 JOIN data d2 ON d1.order_id = d2.order_id + 1 WHERE d1.region <> d2.region
SELECT count(*) FROM data WHERE customer_id NOT IN (SELECT customer_id FROM customers)
SELECT region, count(*) * 1.0 / (SELECT count(*) FROM data) AS share FROM data GROUP BY region
SELECT sum(quantity) AS total, sum(quantity) FILTER (WHERE year(order_date) = 2023) AS y2023, sum(quantity) FILTER (WHERE year(order_date) = 2024) AS y2024 FROM data
SELECT year(order_date) AS y, sum(quantity) AS q, q - lag(q) OVER (ORDER BY y) AS change FROM data GROUP BY y ORDER BY y
SELECT month, web, store, phone, web + store + phone AS total FROM (PIVOT (SELECT strftime(order_date, '%Y-%m') AS month, channel, quantity FROM data) ON channel USING sum(quantity) GROUP BY month) ORDER BY month
SELECT CAST(order_date AS VARCHAR) AS day, CAST(quantity AS FLOAT) / 2 AS half FROM data
SELECT CAST(round(unit_price) AS INTEGER) AS whole, unit_price::INT, floor(unit_price)::BIGINT FROM data LIMIT 3
SELECT order_id // 100 AS hundred, order_id % 100 AS rest, order_id / 100 AS ratio FROM data LIMIT 3
SELECT -quantity AS negative, +quantity AS positive, quantity ** 2 AS squared, (quantity % 5)! AS factorial FROM data
SELECT quantity, CASE WHEN quantity % 2 = 0 THEN 'even' ELSE 'odd' END FROM data WHERE quantity <> 5 AND quantity != 6
SELECT * FROM data WHERE notes IS NOT NULL AND notes <> '' AND length(notes) > 10
SELECT * FROM data WHERE lower(region) = 'north' OR (quantity > 5 AND (channel = 'web' OR discount > 0.05))
SELECT * FROM data WHERE order_date BETWEEN '2023-02-01' AND '2023-02-28'
SELECT * FROM data WHERE order_date >= DATE '2023-01-01' + INTERVAL '1 month' AND ordered_at < TIMESTAMP '2024-01-01 00:00:00'
SELECT * FROM data WHERE ordered_at::TIME BETWEEN TIME '09:00:00' AND TIME '17:00:00'
SELECT * FROM data WHERE date_trunc('month', order_date) = DATE '2023-03-01'
SELECT * FROM data WHERE strftime(order_date, '%a') = 'Mon'
SELECT * FROM data WHERE customer_id % 2 = 0 AND region LIKE '_o%' ESCAPE '!'
SELECT * FROM data WHERE region > 'n' AND region < 'o' ORDER BY 1, 2 DESC
SELECT * FROM data WHERE unit_price > (SELECT quantile_cont(unit_price, 0.9) FROM data)
SELECT * FROM data WHERE notes NOT ILIKE '%late%' OR notes IS NULL
SELECT * FROM data WHERE regexp_matches(coalesce(notes, ''), '(?i)GREAT')
SELECT * FROM data WHERE [region] && ['north', 'east'] AND list_contains(['web', 'store'], channel)
SELECT * FROM data WHERE returned = true AND discount IS NOT NULL LIMIT 3
SELECT * FROM data WHERE returned IN (true) AND quantity IN (SELECT DISTINCT quantity FROM data WHERE region = 'north')
SELECT min(order_date)::VARCHAR || ' to ' || max(order_date)::VARCHAR AS period FROM data
SELECT date_part('isodow', order_date) AS d, dayname(order_date) AS name, count(*) FROM data GROUP BY 1, 2 ORDER BY 1
SELECT extract(year FROM order_date) AS y, extract(month FROM order_date) AS m, extract(quarter FROM order_date), extract(week FROM order_date), extract(epoch FROM ordered_at), extract(hour FROM ordered_at) FROM data LIMIT 2
SELECT year(order_date) * 100 + month(order_date) AS period, sum(quantity) FROM data GROUP BY period ORDER BY period
SELECT date_trunc('quarter', order_date)::DATE AS q, count(*) FROM data GROUP BY q ORDER BY q
SELECT generate_series AS day FROM generate_series(DATE '2024-01-01', DATE '2024-01-07', INTERVAL '1 day')
WITH calendar AS (SELECT unnest(generate_series(DATE '2023-01-01', DATE '2023-03-31', INTERVAL 1 DAY))::DATE AS day) SELECT c.day, coalesce(sum(d.quantity), 0) AS sold FROM calendar c LEFT JOIN data d ON d.order_date = c.day GROUP BY c.day ORDER BY c.day
WITH m AS (SELECT date_trunc('month', order_date) AS month, sum(quantity) AS q FROM data GROUP BY 1) SELECT month, q, avg(q) OVER (ORDER BY month ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS ma3, q - lag(q, 12) OVER (ORDER BY month) AS yoy FROM m
WITH x AS (SELECT row_number() OVER (ORDER BY order_date) AS t, quantity AS y FROM data) SELECT regr_slope(y, t) AS trend, regr_r2(y, t) AS r2 FROM x
SELECT epoch_ms(1700000000000), make_timestamp(1700000000000000), to_timestamp(1700000000), epoch_us(now()) > 0, epoch_ns(TIMESTAMP '2024-01-01')
SELECT strftime(TIMESTAMP '2024-05-06 07:08:09', '%d/%m/%Y %H:%M:%S'), strftime(DATE '2024-05-06', '%B %-d, %Y'), TIMESTAMP '2024-05-06 07:08:09'::DATE
SELECT TIMESTAMPTZ '2024-01-01 12:00:00+02'::VARCHAR, timezone('UTC', TIMESTAMP '2024-01-01'), date_diff('hour', TIMESTAMP '2024-01-01', TIMESTAMP '2024-01-02 03:00:00')
SELECT INTERVAL '1 year 2 months 3 days', INTERVAL 90 MINUTES, INTERVAL (quantity * 2) DAY, datepart('month', INTERVAL '14 months') FROM data LIMIT 1
SELECT ago(INTERVAL 1 DAY) < now(), days_in_month(DATE '2024-02-01'), weekday(DATE '2024-02-01'), dayofmonth(DATE '2024-02-03'), weekofyear(DATE '2024-02-03')
SELECT upper(left(region, 1)) || lower(substr(region, 2)) AS capitalised FROM data
SELECT length(notes) - length(replace(notes, 'e', '')) AS letters_e FROM data WHERE notes IS NOT NULL
SELECT regexp_extract(notes, 'Note (\d+): (.*)', 2) AS comment, regexp_extract(notes, 'Note (\d+): (.*)', ['number', 'comment']) AS parts FROM data
SELECT regexp_split_to_array('a,b;c', '[,;]'), string_split_regex('a1b2', '[0-9]'), regexp_escape('a.b'), len(string_split('a b c', ' '))
SELECT string_agg(region, '; ' ORDER BY region) FROM (SELECT DISTINCT region FROM data)
SELECT group_concat(channel), listagg(channel, '-') FROM (SELECT DISTINCT channel FROM data)
SELECT trim(BOTH ' ' FROM '  x '), trim(LEADING 'x' FROM 'xxa'), substring('abcdef' FROM 2 FOR 3), position('c' IN 'abc'), char_length('é'), octet_length(encode('é')), bit_length('a')
SELECT format('{:>10}', region), format('{0} {0}', 'x'), format_bytes(123456789), formatReadableDecimalSize(123456), parse_filename('/a/b.csv'), parse_path('/a/b')[1] FROM data LIMIT 1
SELECT greatest(1, 2, 3), least('a', 'b'), nullif(0, 0), coalesce(NULL, NULL, 3), ifnull(NULL, 4)
SELECT CASE WHEN 1 = 1 THEN 'x' END, CASE 3 WHEN 1 THEN 'a' WHEN 3 THEN 'c' ELSE 'z' END, if(1 > 2, 'yes', 'no')
SELECT count(*) FROM (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) t
SELECT a, b FROM (SELECT 1 AS a) x, (SELECT 2 AS b) y
SELECT * FROM (SELECT 1 AS a UNION SELECT 2) AS u WHERE a > 1
SELECT #1, count(*) FROM data GROUP BY #1
SELECT region AS r, count(*) AS c FROM data GROUP BY r HAVING c > 50 ORDER BY c
SELECT channel, avg(quantity) AS a FROM data GROUP BY channel ORDER BY a LIMIT 1
SELECT any_value(region), arbitrary(channel), first(order_id ORDER BY order_date), last(order_id ORDER BY order_date) FROM data
SELECT list_sort(list(DISTINCT region)), list_distinct(list(channel)), len(list(order_id)) FROM data
SELECT list_slice(list(order_id ORDER BY unit_price DESC), 1, 3) AS dearest FROM data GROUP BY region
SELECT region, list_aggregate(list(quantity), 'avg') AS a, list_aggr(list(quantity), 'quantile_cont', 0.5) AS m FROM data GROUP BY region
SELECT list_transform(list(quantity), x -> x / list_sum(list(quantity))) FROM data GROUP BY region
SELECT [q for q in list(quantity) if q > 5] AS large FROM data GROUP BY region
SELECT list_filter(list_transform(range(1, 6), lambda n: n * n), lambda n: n % 2 = 1) AS odd_squares
SELECT list_reduce(range(1, 6), lambda acc, n: acc * n) AS factorial, list_reduce([1, 2], lambda a, b: a + b, 10)
SELECT list_transform(['a', 'b'], lambda x, i: x || i), array_transform([1], x -> x + 1), array_filter([1, 2], x -> x > 1), apply([1], x -> -x)
SELECT [1, 2, 3][2], [1, 2, 3][2:], [1, 2, 3][:-2], [1, 2, 3, 4, 5][1:5:2], 'hello'[2:3], array_slice([1, 2, 3], 1, 2)
SELECT list_position([5, 6], 6), list_indexof(['a'], 'a'), list_unique([1, 1, 2]), list_any_value([NULL, 3]), list_resize([1], 3, 0), list_where([1, 2, 3], [true, false, true]), list_select([5, 6, 7], [1, 3]), list_grade_up([3, 1, 2])
SELECT list_count([1, NULL]), list_product([2, 3]), list_mode([1, 1, 2]), list_var_pop([1, 2]), list_first([7, 8]), list_last([7, 8]), list_string_agg(['a', 'b']), list_bool_and([true]), list_histogram([1, 1]), list_entropy([1, 2]), list_mad([1.0, 2.0]), list_skewness([1.0, 2.0, 5.0]), list_sem([1.0, 2.0]), list_approx_count_distinct([1, 2])
SELECT struct_pack(region := region, n := count(*)) FROM data GROUP BY region
SELECT s.region, s.n FROM (SELECT {'region': region, 'n': count(*)} AS s FROM data GROUP BY region)
SELECT row(region, channel), (region, channel) FROM data LIMIT 1
SELECT map([region], [quantity]), map {region: quantity} FROM data LIMIT 1
SELECT m['north'] FROM (SELECT map(list(region), list(q)) AS m FROM (SELECT region, sum(quantity) AS q FROM data GROUP BY region))
SELECT map_contains(MAP {'a': 1}, 'a'), map_concat(MAP {'a': 1}, MAP {'b': 2}), map_extract(MAP {'a': 1}, 'a'), map_contains_value(MAP {'a': 1}, 1)
SELECT data FROM data LIMIT 1
SELECT d.region, d FROM data d LIMIT 1
SELECT rowid, region FROM data ORDER BY rowid DESC LIMIT 2
SELECT products.attributes->'$.sizes' AS sizes, json_extract(attributes, ['$.colour', '$.weight']) FROM products
SELECT key, count(*) FROM (SELECT unnest(json_keys(attributes)) AS key FROM products) GROUP BY key
SELECT unnest(from_json(attributes->'$.sizes', '["INTEGER"]')) AS size, product_name FROM products
SELECT product_name, (attributes->>'weight')::DOUBLE AS weight FROM products WHERE attributes->>'colour' = 'red'
SELECT json_group_object(product_name, cost) FROM products
SELECT json_object('name', product_name, 'price', cost)::VARCHAR, row_to_json({'a': 1}), json_quote('x'), json_pretty('{"a":1}') FROM products
SELECT je.value::INT AS n FROM json_each('[1, 2, 3]') AS je WHERE je.value::INT > 1
SELECT event_name, count(*) FILTER (WHERE (properties->>'ms')::INT > 400) AS slow, quantile_cont((properties->>'ms')::INT, 0.95) AS p95 FROM events GROUP BY event_name
SELECT store, jan + feb + mar + coalesce(apr, 0) AS total FROM monthly
SELECT month, avg(sales) FROM (UNPIVOT monthly ON COLUMNS('^...$') INTO NAME month VALUE sales) GROUP BY month
PIVOT (UNPIVOT monthly ON jan, feb, mar INTO NAME month VALUE sales) ON store USING sum(sales) GROUP BY month
PIVOT (FROM data SELECT region, quantity) ON region USING sum(quantity), count(*) AS n
PIVOT data ON CASE WHEN quantity > 4 THEN 'large' ELSE 'small' END USING count(*) GROUP BY region
PIVOT data ON product_id IN (1, 2, 3) USING sum(quantity) GROUP BY region ORDER BY region LIMIT 2
PIVOT data JOIN customers USING (customer_id) ON segment USING sum(quantity) GROUP BY region
SELECT 'web' AS channel, * FROM (PIVOT (FROM data WHERE channel = 'web') ON region USING sum(quantity) GROUP BY returned)
CREATE OR REPLACE TEMP TABLE scored AS SELECT *, ntile(10) OVER (ORDER BY unit_price) AS decile FROM data
SELECT decile, count(*), avg(unit_price) FROM scored GROUP BY decile ORDER BY decile
CREATE OR REPLACE TEMP VIEW monthly_units AS SELECT date_trunc('month', order_date) AS month, sum(quantity) AS units FROM data GROUP BY ALL
SELECT m.month, m.units, lag(m.units) OVER (ORDER BY m.month) FROM monthly_units m
CREATE OR REPLACE TEMP TABLE joined AS (SELECT d.*, c.segment, p.category FROM data d LEFT JOIN customers c USING (customer_id) LEFT JOIN products p USING (product_id))
SELECT segment, category, count(*) FROM joined GROUP BY CUBE (segment, category)
CREATE TEMP TABLE IF NOT EXISTS letters(letter, n) AS VALUES ('a', 1), ('b', 2)
FROM letters
SUMMARIZE joined
DESCRIBE joined
SELECT column_name, approx_unique, null_percentage, min, max FROM (SUMMARIZE data) ORDER BY approx_unique DESC
SELECT column_name, std FROM (SUMMARIZE data) AS s WHERE column_type IN ('DOUBLE', 'BIGINT')
SELECT max(len(notes)), avg(length(notes))::INT, count(DISTINCT notes) FROM data
SELECT 'region' AS field, region AS value, count(*) AS n FROM data GROUP BY ALL UNION ALL SELECT 'channel', channel, count(*) FROM data GROUP BY ALL ORDER BY field, n DESC
SELECT sum((discount IS NULL)::INT) AS missing_discount, sum((notes IS NULL)::INT) AS missing_notes FROM data
SELECT count(*) AS rows, count(DISTINCT (region, channel)) AS pairs, count(DISTINCT order_id) = count(*) AS is_key FROM data
SELECT order_id, count(*) FROM data GROUP BY order_id HAVING count(*) > 1
SELECT * FROM data EXCEPT SELECT * FROM data WHERE region = 'north'
SELECT region, quantity, lag(quantity, 1, 0) OVER (PARTITION BY region ORDER BY order_id) AS previous, quantity - previous AS change FROM data
SELECT product_id, region, quantity FROM data QUALIFY rank() OVER (PARTITION BY product_id ORDER BY quantity DESC, order_id) = 1 ORDER BY product_id
SELECT avg(quantity) OVER (PARTITION BY region ORDER BY order_date RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM data
SELECT rank() OVER (ORDER BY q DESC) AS place, region, q FROM (SELECT region, sum(quantity) AS q FROM data GROUP BY region)
SELECT region, ratio_to_report FROM (SELECT region, sum(quantity) / sum(sum(quantity)) OVER () AS ratio_to_report FROM data GROUP BY region)
SELECT exp(avg(ln(unit_price))) AS geometric_mean, count(*) / sum(1 / unit_price) AS harmonic_mean, sqrt(avg(unit_price ** 2)) AS rms FROM data
SELECT 1.0 / (1 + exp(-(0.3 * quantity - 1))) AS p, ln(p / (1 - p)) AS logit FROM data LIMIT 3
SELECT sum(power(quantity - m, 3)) / count(*) / power(max(s), 3) AS skew FROM data, (SELECT avg(quantity) AS m, stddev_pop(quantity) AS s FROM data)
SELECT sqrt(sum((a.price - b.price) ** 2)) AS distance FROM prices a JOIN prices b ON a.day = b.day WHERE a.symbol < b.symbol
SELECT (unit_price - min(unit_price) OVER ()) / (max(unit_price) OVER () - min(unit_price) OVER ()) AS scaled FROM data
SELECT region, count(*) AS n, bar(count(*), 0, 100, 10) FROM data GROUP BY region
SELECT hour(event_time) AS hour, dayname(event_time) AS day, count(*) FROM events GROUP BY ALL ORDER BY ALL
SELECT user_id, max(event_time) - min(event_time) AS lifetime, epoch(max(event_time) - min(event_time)) / 3600 AS hours FROM events GROUP BY user_id
SELECT time_bucket(INTERVAL 6 HOURS, event_time) AS slot, count(*) FROM events GROUP BY slot ORDER BY slot
SELECT event_name, lead(event_name) OVER (PARTITION BY user_id ORDER BY event_time) AS next_event, count(*) OVER (PARTITION BY event_name) AS n FROM events
SELECT from_event, to_event, count(*) AS n FROM (SELECT event_name AS from_event, lead(event_name) OVER (PARTITION BY session_id ORDER BY event_time) AS to_event FROM events) WHERE to_event IS NOT NULL GROUP BY ALL ORDER BY n DESC
SELECT DISTINCT user_id FROM events WHERE event_name = 'purchase' AND user_id NOT IN (SELECT user_id FROM events WHERE event_name = 'cart')
SELECT customer_id, order_date, order_date - lag(order_date) OVER (PARTITION BY customer_id ORDER BY order_date) AS days_between FROM data ORDER BY customer_id, order_date
SELECT customer_id, avg(gap) AS avg_gap FROM (SELECT customer_id, order_date - lag(order_date) OVER (PARTITION BY customer_id ORDER BY order_date) AS gap FROM data) WHERE gap IS NOT NULL GROUP BY customer_id
SELECT product_id, count(*) AS n, sum(returned::INT) AS returns, sum(returned::INT)::DOUBLE / count(*) AS rate, sqrt(rate * (1 - rate) / n) AS se FROM data GROUP BY product_id ORDER BY rate DESC
SELECT switch(region, MAP {'north': 'N', 'south': 'S'}, '?') FROM data LIMIT 2
SELECT x.region, y.total FROM (SELECT DISTINCT region FROM data) x LEFT JOIN (SELECT region, sum(quantity) AS total FROM data GROUP BY region) y USING (region)
SELECT t1.region FROM data t1 WHERE t1.quantity > 5 AND EXISTS (SELECT * FROM data t2 WHERE t2.customer_id = t1.customer_id AND t2.order_id <> t1.order_id AND t2.returned)
SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY customer_id) AS orders FROM data) WHERE orders > 10 LIMIT 5
SELECT region, min(unit_price) AS low, quantile_cont(unit_price, 0.25) AS q1, median(unit_price) AS mid, quantile_cont(unit_price, 0.75) AS q3, max(unit_price) AS high FROM data GROUP BY region
SELECT bucket, count(*) FROM (SELECT CASE WHEN unit_price < 10 THEN '<10' WHEN unit_price < 20 THEN '10-20' ELSE '20+' END AS bucket FROM data) GROUP BY bucket ORDER BY CASE bucket WHEN '<10' THEN 1 WHEN '10-20' THEN 2 ELSE 3 END
SELECT ROUND(100.0 * COUNT(*) FILTER (WHERE channel = 'web') / COUNT(*), 2) || '%' AS web_share FROM data
SELECT lpad(hour(ordered_at)::VARCHAR, 2, '0') || ':00' AS slot, count(*) FROM data GROUP BY slot ORDER BY slot
WITH totals AS (SELECT sum(quantity) AS t FROM data), parts AS (SELECT region, sum(quantity) AS q FROM data GROUP BY region) SELECT region, q, q / t AS share FROM parts CROSS JOIN totals ORDER BY share DESC
WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS x FROM a), c AS (SELECT x + 1 AS x FROM b) SELECT a.x, b.x, c.x FROM a, b, c
SELECT (WITH m AS (SELECT max(quantity) AS q FROM data) SELECT q FROM m) AS most
SELECT * FROM (WITH r AS (SELECT region, count(*) AS n FROM data GROUP BY region) SELECT * FROM r WHERE n > 10)
SELECT "region" AS "The Region", 'it''s' AS "it's" FROM "data" AS "d" LIMIT 1
SELECT région.n AS "Größe" FROM (SELECT 1 AS n) AS région
SELECT DATA.REGION, Data.Quantity FROM DATA LIMIT 1
