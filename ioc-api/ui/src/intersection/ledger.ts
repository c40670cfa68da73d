import type { LiveDecision } from '../live/types'
import { rungKey } from './rung'

export function lineKey(line: LiveDecision): string {
  return `${Date.parse(line.at)}/${line.action}/${line.reason}/${line.outcome}/${line.stage ?? ''}`
}

/** The newest lines of the ledger, newest first, each once; the store's and the live ones overlap. */
export function mergeLedger(
  known: readonly LiveDecision[],
  more: readonly LiveDecision[],
  most: number,
): LiveDecision[] {
  const byKey = new Map<string, LiveDecision>()
  for (const line of [...known, ...more]) byKey.set(lineKey(line), line)
  return [...byKey.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, most)
}

/** Whether control has come to another rung, or to it for another cause, than in the line before. */
export function isRungNew(line: LiveDecision, before: LiveDecision | undefined): boolean {
  return (
    line.values.rung !== undefined &&
    before?.values.rung !== undefined &&
    rungKey(line.values) !== rungKey(before.values)
  )
}

/** How many lines have come since `top`. */
export function newerThan(lines: readonly LiveDecision[], top: LiveDecision | undefined): number {
  if (!top) return lines.length
  const since = Date.parse(top.at)
  return lines.filter((line) => Date.parse(line.at) > since).length
}
