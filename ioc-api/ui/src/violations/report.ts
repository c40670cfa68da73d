import type { ViolationSummary } from '../session/api'

export type Counts = ViolationSummary['items'][number]
export type Total = Omit<Counts, 'camera' | 'rule'>

/** How many of the decided cases were false; nothing where none was decided. */
export function falseShare({
  accepted,
  rejected,
}: Pick<Counts, 'accepted' | 'rejected'>): number | undefined {
  return accepted + rejected === 0 ? undefined : rejected / (accepted + rejected)
}

export function totalOf(items: readonly Counts[]): Total {
  const total: Total = { waiting: 0, accepted: 0, rejected: 0, void: 0, rejectedReasons: {}, voidReasons: {} }
  for (const item of items) {
    total.waiting += item.waiting
    total.accepted += item.accepted
    total.rejected += item.rejected
    total.void += item.void
    add(total.rejectedReasons, item.rejectedReasons)
    add(total.voidReasons, item.voidReasons)
  }
  return total
}

function add(to: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [reason, n] of Object.entries(more)) to[reason] = (to[reason] ?? 0) + n
}

/** Reasons, the most frequent first. */
export function byCount(reasons: Readonly<Record<string, number>>): [reason: string, n: number][] {
  return Object.entries(reasons).sort(([a, n], [b, m]) => m - n || a.localeCompare(b))
}

/** The report for a spreadsheet; codes and not words, for they are the same in every language. */
export function csvOf(items: readonly Counts[]): string {
  const { rejectedReasons, voidReasons } = totalOf(items)
  const rejected = Object.keys(rejectedReasons).sort()
  const voided = Object.keys(voidReasons).sort()
  const head = [
    'camera',
    'rule',
    'waiting',
    'accepted',
    'rejected',
    'void',
    ...rejected.map((reason) => `rejected ${reason}`),
    ...voided.map((reason) => `void ${reason}`),
  ]
  const lines = items.map((item) => [
    item.camera,
    item.rule,
    item.waiting,
    item.accepted,
    item.rejected,
    item.void,
    ...rejected.map((reason) => item.rejectedReasons[reason] ?? 0),
    ...voided.map((reason) => item.voidReasons[reason] ?? 0),
  ])
  return [head, ...lines, []].map((line) => line.join(',')).join('\r\n')
}
