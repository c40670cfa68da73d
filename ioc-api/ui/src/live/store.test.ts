import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveStore } from './store'
import type { LiveUpdate } from './types'

/** The server's end of a socket, by hand. */
class HandSocket {
  static readonly OPEN = 1
  static made: HandSocket[] = []
  readyState = 0
  sent: unknown[] = []
  onopen?: () => void
  onmessage?: (event: { data: string }) => void
  onclose?: () => void
  constructor(readonly url: string) {
    HandSocket.made.push(this)
  }
  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  close() {
    this.readyState = 3
    this.onclose?.()
  }
  open() {
    this.readyState = 1
    this.onopen?.()
  }
  say(message: object) {
    this.onmessage?.({ data: JSON.stringify({ now: '2026-11-21T07:00:00Z', ...message }) })
  }
}

const socket = () => {
  const last = HandSocket.made.at(-1)
  if (!last) throw new Error('no socket was made')
  return last
}
const device = (id: string, version: number): LiveUpdate => ({
  topic: `device/${id}`,
  version,
  at: '2026-11-21T07:00:00Z',
  body: { id, version },
})

describe('the live store', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    HandSocket.made = []
    vi.stubGlobal('WebSocket', HandSocket)
    vi.stubGlobal('window', { addEventListener: () => {}, removeEventListener: () => {} })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  async function connected(store: LiveStore) {
    store.start()
    await vi.advanceTimersByTimeAsync(0)
    socket().open()
  }

  it('asks once for what several places want, and lets go after the last of them', async () => {
    const store = new LiveStore(async () => 'ws://x')
    const first = store.want('device/*')
    const second = store.want('device/*')
    await connected(store)
    expect(socket().sent).toEqual([{ subscribe: ['device/*'] }])
    first()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(socket().sent).toHaveLength(1)
    second()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(socket().sent[1]).toEqual({ unsubscribe: ['device/*'] })
    store.stop()
  })

  it('tells only those who follow the topic that changed', async () => {
    const store = new LiveStore(async () => 'ws://x')
    store.want('device/*')
    await connected(store)
    socket().say({ type: 'snapshot', topics: ['device/*'], updates: [device('a', 1), device('b', 1)] })
    const a = vi.fn()
    const b = vi.fn()
    const members = vi.fn()
    store.onTopic('device/a', a)
    store.onTopic('device/b', b)
    store.onMembers('device', members)
    socket().say({ type: 'delta', updates: [device('b', 2)] })
    expect([a, b, members].map((each) => each.mock.calls.length)).toEqual([0, 1, 0])
    store.stop()
  })

  it('comes back after a break, asks anew and drops what is no more', async () => {
    const store = new LiveStore(async () => 'ws://x')
    store.want('device/*')
    await connected(store)
    socket().say({ type: 'snapshot', topics: ['device/*'], updates: [device('a', 1), device('b', 1)] })
    expect(store.connection().phase).toBe('live')
    socket().close()
    expect(store.connection()).toMatchObject({ phase: 'cut', cutSince: expect.any(Number) })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(HandSocket.made).toHaveLength(2)
    socket().open()
    expect(socket().sent).toEqual([{ subscribe: ['device/*'] }])
    socket().say({ type: 'snapshot', topics: ['device/*'], updates: [device('b', 3)] })
    expect(store.connection().phase).toBe('live')
    expect(store.idsOf('device')).toEqual(['b'])
    store.stop()
  })

  it('takes a silent server for a broken line', async () => {
    const store = new LiveStore(async () => 'ws://x')
    store.want('device/*')
    await connected(store)
    socket().say({ type: 'snapshot', topics: ['device/*'], updates: [] })
    await vi.advanceTimersByTimeAsync(13_000)
    expect(HandSocket.made.length).toBeGreaterThan(1)
    store.stop()
  })

  it('says when the core behind the server is not heard', async () => {
    const store = new LiveStore(async () => 'ws://x')
    await connected(store)
    socket().say({ type: 'tick', coreSeen: '2026-11-21T06:59:00Z', coreSilent: true })
    expect(store.connection().coreSilent).toEqual({ since: Date.parse('2026-11-21T06:59:00Z') })
    socket().say({ type: 'tick', coreSeen: '2026-11-21T07:00:00Z' })
    expect(store.connection().coreSilent).toBeUndefined()
    store.stop()
  })

  it('tries again when no ticket can be had', async () => {
    let tries = 0
    const store = new LiveStore(async () => {
      if (++tries < 3) throw new Error('unreachable')
      return 'ws://x'
    })
    store.start()
    await vi.advanceTimersByTimeAsync(4_000)
    expect(HandSocket.made).toHaveLength(1)
    store.stop()
  })
})
