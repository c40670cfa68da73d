import { adjusted, type ClockState, nowOf } from './cityClock'
import { applyUpdates, type Change, dropUnrepeated, type Entries, type Entry, purgeGone } from './entries'
import { LiveSocket, type SocketState } from './socket'
import { difference, effectivePatterns, kindOf } from './topics'
import type { LiveBodies, LiveKind, ServerMessage } from './types'

export type Connection = {
  phase: 'idle' | 'connecting' | 'live' | 'cut'
  /** Since when the picture no longer moves, by the browser's clock. */
  cutSince?: number
  /** The socket is up, but the core behind it is not heard; since when, by the city's clock, where it ever was. */
  coreSilent?: { since?: number }
}

type Listener = () => void

const UNSUBSCRIBE_AFTER_MS = 2_000

/**
 * The live picture of the city: one socket, values by topic, each part of the screen told only of what it draws. Lives outside
 * React; see hooks.ts for the way in.
 */
export class LiveStore {
  private readonly entries: Entries = new Map()
  private readonly topicListeners = new Map<string, Set<Listener>>()
  private readonly kindListeners = new Map<string, Set<Listener>>()
  private readonly anyListeners = new Map<string, Set<(topics: ReadonlySet<string>) => void>>()
  private readonly connectionListeners = new Set<Listener>()
  private readonly collections = new Map<string, readonly Entry[]>()
  private readonly ids = new Map<string, readonly string[]>()
  private readonly wanted = new Map<string, number>()
  private asked = new Set<string>()
  private generation = 0
  private clock: ClockState | undefined
  private connectionValue: Connection = { phase: 'idle' }
  private readonly socket: LiveSocket
  private purge: ReturnType<typeof setInterval> | undefined

  constructor(address: () => Promise<string>) {
    this.socket = new LiveSocket({
      address,
      opened: () => this.opened(),
      message: (message) => this.receive(message),
      state: (state) => this.socketState(state),
    })
  }

  start(): void {
    this.purge ??= setInterval(() => this.tell(purgeGone(this.entries, this.now())), 10_000)
    this.socket.start()
  }

  /** Ends the connection and forgets everything: the next user starts from nothing. */
  stop(): void {
    clearInterval(this.purge)
    this.purge = undefined
    this.socket.stop()
    const kinds = new Set([...this.entries.keys()].map(kindOf))
    const topics = new Set(this.entries.keys())
    this.entries.clear()
    this.clock = undefined
    this.tell({ topics, kinds })
  }

  /** The city's time, milliseconds. */
  now(): number {
    return this.clock ? nowOf(this.clock, performance.now()) : Date.now()
  }

  get rate(): number {
    return this.clock?.rate ?? 1
  }

  connection(): Connection {
    return this.connectionValue
  }

  get(topic: string): Entry | undefined {
    return this.entries.get(topic)
  }

  /** All values of a kind, those that ended lately included; the same array until one of them changes. */
  list<K extends LiveKind>(kind: K): readonly Entry<LiveBodies[K]>[] {
    let list = this.collections.get(kind)
    if (!list) {
      list = [...this.entries.values()].filter((entry) => kindOf(entry.topic) === kind)
      this.collections.set(kind, list)
    }
    return list as readonly Entry<LiveBodies[K]>[]
  }

  /** Ids of a kind, without those that ended; the same array until one comes or goes. */
  idsOf(kind: LiveKind): readonly string[] {
    let ids = this.ids.get(kind)
    if (!ids) {
      ids = this.list(kind)
        .filter((entry) => entry.gone === undefined)
        .map((entry) => entry.id)
        .sort()
      this.ids.set(kind, ids)
    }
    return ids
  }

  /** Wants a pattern until the returned function is called. */
  want(pattern: string): () => void {
    this.wanted.set(pattern, (this.wanted.get(pattern) ?? 0) + 1)
    this.ask()
    let released = false
    return () => {
      if (released) return
      released = true
      // A view that closes is often replaced by one that wants the same.
      setTimeout(() => {
        const left = (this.wanted.get(pattern) ?? 1) - 1
        if (left > 0) this.wanted.set(pattern, left)
        else this.wanted.delete(pattern)
        this.ask()
      }, UNSUBSCRIBE_AFTER_MS)
    }
  }

  onTopic(topic: string, listener: Listener): () => void {
    return add(this.topicListeners, topic, listener)
  }

  /** Told when a topic of the kind comes or goes. */
  onMembers(kind: LiveKind, listener: Listener): () => void {
    return add(this.kindListeners, kind, listener)
  }

  /** Told of every change of a kind, with the topics that changed. */
  onKind(kind: LiveKind, listener: (topics: ReadonlySet<string>) => void): () => void {
    return add(this.anyListeners, kind, listener)
  }

  onConnection(listener: Listener): () => void {
    this.connectionListeners.add(listener)
    return () => this.connectionListeners.delete(listener)
  }

  private opened(): void {
    this.generation++
    this.asked = new Set()
    this.ask()
  }

  private ask(): void {
    if (this.generation === 0) return
    const effective = effectivePatterns(this.wanted)
    const more = difference(this.asked, effective)
    const less = difference(effective, this.asked)
    if (more.length > 0) this.socket.send({ subscribe: more })
    if (less.length > 0) this.socket.send({ unsubscribe: less })
    this.asked = effective
  }

  private receive(message: ServerMessage): void {
    if (message.now) this.clock = adjusted(this.clock, Date.parse(message.now), performance.now())
    this.hearCore(message)
    switch (message.type) {
      case 'snapshot':
        this.tell(applyUpdates(this.entries, message.updates, this.generation, true))
        this.tell(dropUnrepeated(this.entries, message.topics, this.generation, this.now()))
        this.live()
        break
      case 'delta':
        this.tell(applyUpdates(this.entries, message.updates, this.generation, false))
        break
      case 'resync':
        // What the snapshots to come do not repeat has ended meanwhile.
        this.generation++
        break
      case 'welcome':
      case 'tick':
      case 'error':
        break
    }
  }

  private live(): void {
    if (this.connectionValue.phase !== 'live')
      this.connected({ phase: 'live', coreSilent: this.connectionValue.coreSilent })
  }

  private hearCore(message: ServerMessage): void {
    const before = this.connectionValue.coreSilent
    if (!message.coreSilent === !before) return
    const since = message.coreSeen ? Date.parse(message.coreSeen) : undefined
    this.connected({ ...this.connectionValue, coreSilent: message.coreSilent ? { since } : undefined })
  }

  private socketState(state: SocketState): void {
    if (state.phase === 'idle') this.connected({ phase: 'idle' })
    else if (state.phase === 'closed')
      this.connected({ phase: 'cut', cutSince: this.connectionValue.cutSince ?? state.since })
    else if (state.phase === 'connecting' && this.connectionValue.phase === 'idle')
      this.connected({ phase: 'connecting' })
  }

  private connected(connection: Connection): void {
    this.connectionValue = connection
    for (const listener of this.connectionListeners) listener()
  }

  private tell(change: Change): void {
    const byKind = new Map<string, Set<string>>()
    for (const topic of change.topics) {
      const kind = kindOf(topic)
      const topics = byKind.get(kind)
      if (topics) topics.add(topic)
      else byKind.set(kind, new Set([topic]))
    }
    for (const kind of byKind.keys()) this.collections.delete(kind)
    for (const kind of change.kinds) this.ids.delete(kind)
    for (const topic of change.topics) for (const listener of this.topicListeners.get(topic) ?? []) listener()
    for (const kind of change.kinds) for (const listener of this.kindListeners.get(kind) ?? []) listener()
    for (const [kind, topics] of byKind)
      for (const listener of this.anyListeners.get(kind) ?? []) listener(topics)
  }
}

function add<T>(listeners: Map<string, Set<T>>, key: string, listener: T): () => void {
  const set = listeners.get(key) ?? new Set<T>()
  set.add(listener)
  listeners.set(key, set)
  return () => {
    set.delete(listener)
    if (set.size === 0 && listeners.get(key) === set) listeners.delete(key)
  }
}
