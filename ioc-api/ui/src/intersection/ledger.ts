import type { LiveDecision } from '../live/types'

const KEPT = 25

function key(line: LiveDecision): string {
  return `${Date.parse(line.at)}/${line.action}/${line.reason}/${line.stage ?? ''}`
}

/** Lines of the ledger, newest first, each once; the store's and the live ones overlap. */
export function mergeLedger(known: readonly LiveDecision[], more: readonly LiveDecision[]): LiveDecision[] {
  const byKey = new Map<string, LiveDecision>()
  for (const line of [...known, ...more]) byKey.set(key(line), line)
  return [...byKey.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, KEPT)
}
