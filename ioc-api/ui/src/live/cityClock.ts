/**
 * The server's time, from the `now` of its messages. A demonstration city may live N times as fast, so the rate is measured
 * too. Instants are milliseconds since the epoch; `local` is the browser's monotonic clock.
 */
export type ClockState = {
  server: number
  local: number
  rate: number
  /** Where the rate is measured from. */
  anchor: { server: number; local: number }
}

const MEASURE_AFTER_MS = 4_000

export function clockFrom(server: number, local: number): ClockState {
  return { server, local, rate: 1, anchor: { server, local } }
}

export function nowOf(clock: ClockState, local: number): number {
  return clock.server + (local - clock.local) * clock.rate
}

/** The clock after a message that was written at `server` and read at `local`. */
export function adjusted(clock: ClockState | undefined, server: number, local: number): ClockState {
  if (!clock) return clockFrom(server, local)
  const span = local - clock.anchor.local
  if (span < MEASURE_AFTER_MS) {
    // A message that waited on its way shows an older time; the least delayed one is the best.
    const shown = nowOf(clock, local)
    return server > shown || shown - server > 2_000 * clock.rate ? { ...clock, server, local } : clock
  }
  const measured = (server - clock.anchor.server) / span
  const rate = measured > 0.9 && measured < 1.1 ? 1 : Math.max(0, measured)
  return { server, local, rate, anchor: span > 30_000 ? { server, local } : clock.anchor }
}
