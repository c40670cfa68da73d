import { useSyncExternalStore } from 'react'

/** The moment that all stacked charts point at. It changes with every move of the pointer, so lines move without React. */
export class Crosshair {
  private at: number | undefined
  private readonly listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  readonly get = () => this.at

  point(at: number | undefined): void {
    if (at === this.at) return
    this.at = at
    for (const listener of this.listeners) listener()
  }
}

/** The moment, in steps, so that a reading renders once for each bin only. */
export function useMoment(crosshair: Crosshair, from: number, stepMs: number): number | undefined {
  return useSyncExternalStore(crosshair.subscribe, () => {
    const at = crosshair.get()
    return at === undefined ? undefined : from + Math.floor((at - from) / stepMs) * stepMs
  })
}
