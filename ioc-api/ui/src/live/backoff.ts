/** How long to wait before the n-th attempt (from 0): doubling up to a ceiling, with jitter so that screens do not knock in step. */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(15_000, 500 * 2 ** Math.min(attempt, 10))
  return Math.round(ceiling * (0.5 + 0.5 * random))
}
