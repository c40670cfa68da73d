import { backoffMs } from './backoff'
import type { ServerMessage } from './types'

export type SocketState = { phase: 'idle' | 'connecting' | 'open' | 'closed'; since: number }

export type SocketOwner = {
  /** Address with a fresh ticket; rejects when none can be had now. */
  address(): Promise<string>
  opened(): void
  message(message: ServerMessage): void
  state(state: SocketState): void
}

const SILENT_AFTER_MS = 10_000

/** One socket that comes back by itself. The server is heard at least every 2 s; silence counts as a break. */
export class LiveSocket {
  private socket: WebSocket | undefined
  private attempt = 0
  private retry: ReturnType<typeof setTimeout> | undefined
  private watch: ReturnType<typeof setInterval> | undefined
  private heardAt = 0
  private wanted = false
  private round = 0

  constructor(private readonly owner: SocketOwner) {}

  start(): void {
    if (this.wanted) return
    this.wanted = true
    this.attempt = 0
    window.addEventListener('online', this.retryNow)
    void this.connect()
  }

  stop(): void {
    this.wanted = false
    this.round++
    window.removeEventListener('online', this.retryNow)
    clearTimeout(this.retry)
    clearInterval(this.watch)
    this.socket?.close()
    this.socket = undefined
    this.owner.state({ phase: 'idle', since: Date.now() })
  }

  send(message: unknown): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message))
  }

  private readonly retryNow = () => {
    if (!this.wanted || this.socket) return
    clearTimeout(this.retry)
    this.attempt = 0
    void this.connect()
  }

  private async connect(): Promise<void> {
    const round = ++this.round
    this.owner.state({ phase: 'connecting', since: Date.now() })
    let address: string
    try {
      address = await this.owner.address()
    } catch {
      if (round === this.round) this.later()
      return
    }
    if (round !== this.round || !this.wanted) return
    const socket = new WebSocket(address)
    this.socket = socket
    socket.onopen = () => {
      this.heardAt = Date.now()
      this.watch = setInterval(() => this.checkSilence(socket), 2_000)
      this.owner.state({ phase: 'open', since: Date.now() })
      this.owner.opened()
    }
    socket.onmessage = (event) => {
      this.heardAt = Date.now()
      this.attempt = 0
      this.owner.message(JSON.parse(String(event.data)) as ServerMessage)
    }
    socket.onclose = () => {
      clearInterval(this.watch)
      if (this.socket !== socket) return
      this.socket = undefined
      if (this.wanted) this.later()
    }
  }

  private checkSilence(socket: WebSocket): void {
    if (Date.now() - this.heardAt > SILENT_AFTER_MS) socket.close()
  }

  private later(): void {
    this.owner.state({ phase: 'closed', since: Date.now() })
    this.retry = setTimeout(() => void this.connect(), backoffMs(this.attempt++, Math.random()))
  }
}
