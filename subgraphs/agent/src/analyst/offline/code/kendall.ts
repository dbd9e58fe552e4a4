/**
 * Kendall's tau-b with a two-tailed p-value as scipy.stats.kendalltau gives it: exact up to 33 values without ties (Kendall
 * 1970), else by the normal approximation with the variance for ties.
 */
export const KENDALL = `// Kendall's tau-b of {x, y} rows, with the variance for ties; needs normalP
const kendall = (rows) => {
  const n = rows.length;
  let [balance, tiesX, tiesY, tiesBoth] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) {
    const dx = Math.sign(rows[i].x - rows[j].x);
    const dy = Math.sign(rows[i].y - rows[j].y);
    balance += dx * dy;
    tiesX += dx === 0 ? 1 : 0;
    tiesY += dy === 0 ? 1 : 0;
    tiesBoth += dx === 0 && dy === 0 ? 1 : 0;
  }
  const pairs = (n * (n - 1)) / 2;
  if (tiesX === pairs || tiesY === pairs) return { r: null, p: null };
  const r = balance / Math.sqrt(pairs - tiesX) / Math.sqrt(pairs - tiesY);
  const discordant = (pairs - tiesX - tiesY + tiesBoth - balance) / 2;
  if (n <= 33 && tiesX === 0 && tiesY === 0) {
    // The share of the orders of n values with so many inversions, built up value by value
    const least = Math.min(discordant, pairs - discordant);
    let shares = [1];
    for (let k = 2; k <= n; k++) {
      const next = Array.from({ length: Math.min(least, (k * (k - 1)) / 2) + 1 }, () => 0);
      next.forEach((_, at) => { for (let i = Math.max(0, at - k + 1); i <= at && i < shares.length; i++) next[at] += shares[i] / k; });
      shares = next;
    }
    const p = 2 * shares.slice(0, least + 1).reduce((sum, share) => sum + share, 0);
    return { r, p: 2 * least === pairs ? 1 : Math.min(1, p) };
  }
  const counts = (values) => [...values.reduce((seen, v) => seen.set(v, (seen.get(v) ?? 0) + 1), new Map()).values()];
  const sums = (values) => counts(values).reduce(([a, b, c], t) => [a + (t * (t - 1)) / 2, b + t * (t - 1) * (t - 2), c + t * (t - 1) * (2 * t + 5)], [0, 0, 0]);
  const [xPairs, xTriples, xSpread] = sums(rows.map(({ x }) => x));
  const [yPairs, yTriples, ySpread] = sums(rows.map(({ y }) => y));
  const m = n * (n - 1);
  const variance = (m * (2 * n + 5) - xSpread - ySpread) / 18 + (2 * xPairs * yPairs) / m + (xTriples * yTriples) / (9 * m * (n - 2));
  return { r, p: Math.min(1, 2 * normalP(Math.abs(balance) / Math.sqrt(variance))) };
};`;
