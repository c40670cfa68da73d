import { idOf, kindOf } from './topics'
import type { LiveEvents, LiveUpdate, SignalEvent } from './types'

/** The latest value of a topic. `gone`: the topic ended then; its last value is kept for a while, to fade. */
export type Entry<Body = unknown> = {
  readonly topic: string
  readonly id: string
  readonly version: number
  /** When the core made it, milliseconds. */
  readonly at: number
  readonly body: Body
  readonly gone?: number
  /** Which connection it came by. */
  readonly generation: number
}

export type Entries = Map<string, Entry>

/** Topics whose value changed, and kinds whose set of topics changed. */
export type Change = { topics: Set<string>; kinds: Set<string> }

export const EVENTS_KEPT_MS = 200_000
export const GONE_KEPT_MS = 5 * 60_000

export function noChange(): Change {
  return { topics: new Set(), kinds: new Set() }
}

/** Takes updates into `entries`, in the order of the socket. `snapshot`: a piece of events replaces instead of adding. */
export function applyUpdates(
  entries: Entries,
  updates: readonly LiveUpdate[],
  generation: number,
  snapshot: boolean,
): Change {
  const change = noChange()
  for (const update of updates) {
    const known = entries.get(update.topic)
    const at = Date.parse(update.at)
    const kind = kindOf(update.topic)
    if (update.body === null || update.body === undefined) {
      if (known && known.gone === undefined) {
        entries.set(update.topic, { ...known, version: update.version, at, gone: at, generation })
        change.topics.add(update.topic)
        change.kinds.add(kind)
      }
      continue
    }
    if (kind === 'events') {
      const piece = update.body as LiveEvents
      const before = snapshot || !known ? [] : (known.body as LiveEvents).events
      entries.set(update.topic, {
        topic: update.topic,
        id: idOf(update.topic),
        version: update.version,
        at,
        generation,
        body: { id: piece.id, events: joinEvents(before, piece.events) },
      })
      change.topics.add(update.topic)
      continue
    }
    if (known && !snapshot && known.gone === undefined && isOlder(update.version, at, known)) continue
    entries.set(update.topic, {
      topic: update.topic,
      id: idOf(update.topic),
      version: update.version,
      at,
      generation,
      body: update.body,
    })
    change.topics.add(update.topic)
    if (!known || known.gone !== undefined) change.kinds.add(kind)
  }
  return change
}

/** Versions grow within an owner only: after a shard moved, the newer time decides. */
function isOlder(version: number, at: number, known: Entry): boolean {
  return version < known.version && at < known.at
}

/** Events in order of time; the log keeps what the screens draw. Pieces come in order as a rule: then nothing is sorted. */
export function joinEvents(before: readonly SignalEvent[], more: readonly SignalEvent[]): SignalEvent[] {
  const joined = [...before, ...more]
  let last = timeOf(before.at(-1)) ?? Number.NEGATIVE_INFINITY
  let inOrder = true
  for (const event of more) {
    const time = Date.parse(event.at)
    if (time < last) inOrder = false
    else last = time
  }
  if (!inOrder) joined.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const oldest = last - EVENTS_KEPT_MS
  let from = 0
  while (from < joined.length && (timeOf(joined[from]) ?? 0) < oldest) from++
  return from === 0 ? joined : joined.slice(from)
}

function timeOf(event: SignalEvent | undefined): number | undefined {
  return event && Date.parse(event.at)
}

/**
 * After a reconnect the snapshots say what there is: what the old connection left of the patterns and the new one did not
 * repeat has ended meanwhile.
 */
export function dropUnrepeated(
  entries: Entries,
  patterns: Iterable<string>,
  generation: number,
  now: number,
): Change {
  const change = noChange()
  const kinds = new Set<string>()
  const topics = new Set<string>()
  for (const pattern of patterns) pattern.endsWith('/*') ? kinds.add(kindOf(pattern)) : topics.add(pattern)
  for (const [topic, entry] of entries) {
    if (entry.generation >= generation || entry.gone !== undefined) continue
    if (!kinds.has(kindOf(topic)) && !topics.has(topic)) continue
    entries.set(topic, { ...entry, gone: now, generation })
    change.topics.add(topic)
    change.kinds.add(kindOf(topic))
  }
  return change
}

/** Forgets what ended a while ago. */
export function purgeGone(entries: Entries, now: number): Change {
  const change = noChange()
  for (const [topic, entry] of entries) {
    if (entry.gone === undefined || now - entry.gone < GONE_KEPT_MS) continue
    entries.delete(topic)
    change.topics.add(topic)
    change.kinds.add(kindOf(topic))
  }
  return change
}
