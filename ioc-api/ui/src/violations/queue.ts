import type { Violation, ViolationChange } from '../session/api'

/** A case in the list. `gone`: it left the list on the server while it stood here, and nobody here knows how. */
export type Row = { readonly case: Violation; readonly gone: boolean }

/**
 * The rows to show while somebody reads: known rows keep their place and change in it, also when they no longer belong here; what is
 * new joins at the end if that is where it belongs, and waits to be asked for if it would push others.
 */
export function arrange(
  shown: readonly Row[],
  current: readonly Violation[],
): { rows: Row[]; waiting: Violation[] } {
  const byId = new Map(current.map((each) => [each.id, each]))
  const known = new Set(shown.map((row) => row.case.id))
  const rows = shown.map((row): Row => {
    const now = byId.get(row.case.id)
    if (!now) return { case: row.case, gone: true }
    return { case: now.version >= row.case.version ? now : row.case, gone: false }
  })
  const lastKnown = current.findLastIndex((each) => known.has(each.id))
  const waiting = current.filter((each, i) => !known.has(each.id) && i < lastKnown)
  for (const each of current.slice(lastKnown + 1)) rows.push({ case: each, gone: false })
  return { rows, waiting }
}

/** The list after a case changed under the officer's own hand. */
export function changed(rows: readonly Row[], now: Violation): Row[] {
  return rows.map((row) => (row.case.id === now.id ? { case: now, gone: false } : row))
}

export function waits(row: Row): boolean {
  return row.case.state === 'WAITING' && !row.gone
}

/** The row `step` away; from a case that is not in the list, its beginning. */
export function neighbour(rows: readonly Row[], id: string | undefined, step: 1 | -1): string | undefined {
  const index = rows.findIndex((row) => row.case.id === id)
  return rows[index < 0 ? 0 : index + step]?.case.id
}

/** The case to review after this one: the next that waits, or the first that was left behind. */
export function nextWaiting(rows: readonly Row[], id: string | undefined): string | undefined {
  const index = rows.findIndex((row) => row.case.id === id)
  const ahead = [...rows.slice(index + 1), ...rows.slice(0, Math.max(0, index))]
  return ahead.find((row) => waits(row) && row.case.id !== id)?.case.id
}

/** Decisions taken here, the last one last: what "take the last one back" means. */
export type Taken = { readonly id: string; readonly version: number; readonly at: string }

/** The decision to take back by key: that of the case being looked at, else the last one taken here. */
export function toUndo(
  looked: Pick<Violation, 'id' | 'version' | 'state' | 'at'> | undefined,
  taken: readonly Taken[],
): Taken | undefined {
  if (looked && (looked.state === 'ACCEPTED' || looked.state === 'REJECTED'))
    return { id: looked.id, version: looked.version, at: looked.at }
  return taken.at(-1)
}

export type View = 'waiting' | 'decided' | 'void' | 'report'
export const VIEWS: readonly View[] = ['waiting', 'decided', 'void', 'report']

/** Waiting cases come oldest first, so that nobody waits for ever and new ones push nothing; others newest first. */
export function orderOf(view: View, asked: string | undefined): 'asc' | 'desc' {
  if (asked === 'asc' || asked === 'desc') return asked
  return view === 'waiting' ? 'asc' : 'desc'
}

/** What somebody else did to a case, where a decision came too late. */
export function lastByOther(
  history: readonly ViolationChange[],
  version: number,
): ViolationChange | undefined {
  return history.filter((change) => change.version > version).at(-1)
}
