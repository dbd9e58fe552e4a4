/** Functions that generated code brings along: statistics that the libraries of the sandbox lack or hold too coarsely. */

/** Two-tailed p-value of Student's t, exact in the far tail. */
export const STUDENT_P = `// Two-tailed p-value of Student's t
const studentP = (t, df) => (Number.isFinite(t) ? jStat.ibeta(df / (df + t * t), df / 2, 0.5) : 0);`;

export const F_P = `// Upper tail of the F distribution
const fisherP = (f, df1, df2) => (Number.isFinite(f) ? jStat.ibeta(df2 / (df2 + df1 * f), df2 / 2, df1 / 2) : 0);`;

export const NORMAL_P = `// Upper tail of the standard normal distribution, with a small relative error however far out
const normalP = (z) => {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const c = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
  const tail = 0.5 * t * Math.exp(-x * x + c.reduceRight((sum, term) => sum * t + term, 0));
  return z >= 0 ? tail : 1 - tail;
};`;

/** Shapiro and Wilk's W with Royston's approximation (algorithm AS R94, 1995), as R and scipy compute it. */
export const SHAPIRO = `// Shapiro-Wilk test (Royston 1995, AS R94) of sorted values
const shapiroWilk = (x) => {
  const n = x.length;
  const poly = (c, v) => c.reduceRight((sum, term) => sum * v + term, 0);
  const half = Math.floor(n / 2);
  const m = Array.from({ length: half }, (_, i) => jStat.normal.inv((i + 1 - 0.375) / (n + 0.25), 0, 1));
  const squares = 2 * m.reduce((sum, v) => sum + v * v, 0);
  const root = 1 / Math.sqrt(n);
  let a = [Math.SQRT1_2];
  if (n > 3) {
    const a1 = poly([0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056], root) - m[0] / Math.sqrt(squares);
    const a2 = poly([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], root) - m[1] / Math.sqrt(squares);
    const scale = n > 5
      ? Math.sqrt((squares - 2 * m[0] ** 2 - 2 * m[1] ** 2) / (1 - 2 * a1 ** 2 - 2 * a2 ** 2))
      : Math.sqrt((squares - 2 * m[0] ** 2) / (1 - 2 * a1 ** 2));
    a = m.map((v, i) => (i === 0 ? a1 : i === 1 && n > 5 ? a2 : -v / scale));
  }
  const mean = x.reduce((sum, v) => sum + v, 0) / n;
  const total = x.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  const w = a.reduce((sum, weight, i) => sum + weight * (x[n - 1 - i] - x[i]), 0) ** 2 / total;
  if (n === 3) return { statistic: w, p: Math.max(0, (6 / Math.PI) * (Math.asin(Math.sqrt(w)) - Math.asin(Math.sqrt(0.75)))) };
  const logN = Math.log(n);
  let y = Math.log(1 - w);
  let mu = poly([-1.5861, -0.31082, -0.083751, 0.0038915], logN);
  let sigma = Math.exp(poly([-0.4803, -0.082676, 0.0030302], logN));
  if (n <= 11) {
    const gamma = poly([-2.273, 0.459], n);
    if (y >= gamma) return { statistic: w, p: 0 };
    y = -Math.log(gamma - y);
    mu = poly([0.544, -0.39978, 0.025054, -6.714e-4], n);
    sigma = Math.exp(poly([1.3822, -0.77857, 0.062767, -0.0020322], n));
  }
  return { statistic: w, p: normalP((y - mu) / sigma) };
};`;

/** D'Agostino and Pearson's K², from the biased moments (as scipy's normaltest). */
export const DAGOSTINO = `// D'Agostino-Pearson test from n, skewness g1 and kurtosis g2 + 3 (biased moments)
const dagostino = (n, g1, b2) => {
  const y = g1 * Math.sqrt(((n + 1) * (n + 3)) / (6 * (n - 2)));
  const beta = (3 * (n * n + 27 * n - 70) * (n + 1) * (n + 3)) / ((n - 2) * (n + 5) * (n + 7) * (n + 9));
  const w2 = Math.sqrt(2 * (beta - 1)) - 1;
  const zSkew = Math.asinh(y / Math.sqrt(2 / (w2 - 1))) / Math.sqrt(0.5 * Math.log(w2));
  const expected = (3 * (n - 1)) / (n + 1);
  const variance = (24 * n * (n - 2) * (n - 3)) / ((n + 1) ** 2 * (n + 3) * (n + 5));
  const x = (b2 - expected) / Math.sqrt(variance);
  const root = ((6 * (n * n - 5 * n + 2)) / ((n + 7) * (n + 9))) * Math.sqrt((6 * (n + 3) * (n + 5)) / (n * (n - 2) * (n - 3)));
  const a = 6 + (8 / root) * (2 / root + Math.sqrt(1 + 4 / root ** 2));
  const denominator = 1 + x * Math.sqrt(2 / (a - 4));
  const term = Math.sign(denominator) * Math.cbrt((1 - 2 / a) / Math.abs(denominator));
  const zKurtosis = (1 - 2 / (9 * a) - term) / Math.sqrt(2 / (9 * a));
  const statistic = zSkew ** 2 + zKurtosis ** 2;
  return { statistic, p: Math.exp(-statistic / 2) };
};`;

/** The test of Kolmogorov and Smirnov against the normal distribution with the sample's mean and deviation. */
export const KOLMOGOROV = `// Kolmogorov-Smirnov test of sorted values against a normal distribution with their mean and deviation
const kolmogorovSmirnov = (x) => {
  const n = x.length;
  const mean = ss.mean(x);
  const deviation = ss.sampleStandardDeviation(x);
  const statistic = x.reduce((most, v, i) => {
    const expected = jStat.normal.cdf(v, mean, deviation);
    return Math.max(most, (i + 1) / n - expected, expected - i / n);
  }, 0);
  const lambda = statistic * Math.sqrt(n);
  let p = 0;
  for (let k = 1; k <= 100; k++) p += 2 * (-1) ** (k - 1) * Math.exp(-2 * (k * lambda) ** 2);
  return { statistic, p: lambda < 0.2 ? 1 : Math.min(1, Math.max(0, p)) };
};`;

/** numpy's RandomState(seed).permutation(n): the Mersenne Twister, so that a split is the one scikit-learn makes. */
export const PERMUTATION = `// The permutation that numpy's RandomState(seed) gives, so that the split is scikit-learn's
const permutation = (n, seed) => {
  const state = new Uint32Array(624);
  state[0] = seed >>> 0;
  for (let i = 1; i < 624; i++) state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
  let at = 624;
  const next = () => {
    if (at === 624) {
      for (let i = 0; i < 624; i++) {
        const y = (state[i] & 0x80000000) | (state[(i + 1) % 624] & 0x7fffffff);
        state[i] = state[(i + 397) % 624] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
      at = 0;
    }
    let y = state[at++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const mask = 2 ** (32 - Math.clz32(i)) - 1;
    let j = next() & mask;
    while (j > i) j = next() & mask;
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
};`;
