import type { Entry } from '../live/entries'
import type { LiveAlarm, Severity } from '../live/types'

export const SEVERITIES: readonly Severity[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW']

export function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity)
}

export function worst(severities: readonly Severity[]): Severity | undefined {
  return SEVERITIES.find((each) => severities.includes(each))
}

export type AlarmEntry = Entry<LiveAlarm>

/** `ended`: it left the centre's list and only fades here. */
export type AlarmState = 'unacked' | 'acked' | 'clearedUnacked' | 'cleared'

export function stateOf(entry: AlarmEntry): AlarmState {
  const { active, acknowledged } = entry.body
  if (entry.gone !== undefined) return 'cleared'
  if (active) return acknowledged ? 'acked' : 'unacked'
  return acknowledged ? 'cleared' : 'clearedUnacked'
}

const STATE_ORDER: readonly AlarmState[] = ['unacked', 'clearedUnacked', 'acked', 'cleared']

/** What asks for action first: unacknowledged before acknowledged, then the severest, then the newest. */
export function byUrgency(a: AlarmEntry, b: AlarmEntry): number {
  return (
    STATE_ORDER.indexOf(stateOf(a)) - STATE_ORDER.indexOf(stateOf(b)) ||
    rank(a.body.severity) - rank(b.body.severity) ||
    Date.parse(b.body.raisedAt) - Date.parse(a.body.raisedAt) ||
    a.id.localeCompare(b.id)
  )
}

export type AlarmFilter = { state?: 'unacked' | 'active'; from?: Severity; assignee?: string }

export function passes(entry: AlarmEntry, filter: AlarmFilter): boolean {
  const state = stateOf(entry)
  if (filter.state === 'unacked' && state !== 'unacked' && state !== 'clearedUnacked') return false
  if (filter.state === 'active' && state !== 'unacked' && state !== 'acked') return false
  if (filter.from && rank(entry.body.severity) > rank(filter.from)) return false
  return !filter.assignee || entry.body.assignee === filter.assignee
}

/**
 * The rows to show while somebody reads: known rows keep their place and change in it, those that are no more go, new ones wait.
 */
export function arrange(
  shown: readonly string[],
  current: readonly AlarmEntry[],
): { rows: AlarmEntry[]; waiting: AlarmEntry[] } {
  const byId = new Map(current.map((entry) => [entry.id, entry]))
  const rows = shown.flatMap((id) => byId.get(id) ?? [])
  const known = new Set(shown)
  return { rows, waiting: current.filter((entry) => !known.has(entry.id)) }
}
