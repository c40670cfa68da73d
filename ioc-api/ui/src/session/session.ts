import { Problem, problemOf } from './problem'
import type { components } from './schema'

type Schemas = components['schemas']
export type Me = Schemas['Me']
export type Role = Schemas['Role']
type SessionDocument = Schemas['Session']

export type SessionState =
  | { phase: 'unknown' }
  | { phase: 'out'; reason?: 'ended' }
  | { phase: 'in'; user: Me }

type Query = Readonly<Record<string, string | number | boolean | undefined>>
type RequestOptions = { body?: unknown; query?: Query; signal?: AbortSignal }

const BASE = '/api/v1'
const REMEMBER = 'ioc.session'
const RENEW_BEFORE_MS = 45_000

/**
 * The logged-in user. The access token lives in memory only; the refresh cookie is out of reach of scripts. Renewal is one at a
 * time over all tabs, for a refresh token that is used twice ends the session.
 */
export class Session {
  private token: string | undefined
  private renewAt = 0
  private renewing: Promise<void> | undefined
  private value: SessionState = { phase: 'unknown' }
  private readonly listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  readonly state = () => this.value

  /** Finds out whether a session goes on from before. */
  async resume(): Promise<void> {
    if (localStorage.getItem(REMEMBER) === null) return this.become({ phase: 'out' })
    try {
      await this.renew()
    } catch (error) {
      if (error instanceof Problem && error.status === 0) {
        this.become({ phase: 'out' })
        return
      }
      localStorage.removeItem(REMEMBER)
      this.become({ phase: 'out' })
    }
  }

  async logIn(name: string, password: string): Promise<void> {
    this.accept(await this.send<SessionDocument>('POST', '/auth/login', { body: { name, password } }))
  }

  /** To the identity provider; it sends the browser back with a refresh cookie. */
  logInElsewhere(): void {
    localStorage.setItem(REMEMBER, '1')
    window.location.assign(`${BASE}/auth/oidc/login`)
  }

  async logOut(): Promise<void> {
    await this.send('POST', '/auth/logout', {}).catch(() => undefined)
    this.forget()
  }

  /** Changing the password ends the other sessions; this one goes on with new tokens. */
  async changePassword(current: string, next: string): Promise<void> {
    const state = this.value
    await this.request('POST', '/auth/password', { body: { current, next } })
    if (state.phase === 'in') await this.logIn(state.user.name, next)
  }

  may(...roles: Role[]): boolean {
    const state = this.value
    return state.phase === 'in' && roles.some((role) => state.user.roles.includes(role))
  }

  /** Of what everybody may read, before there is a user. */
  publicGet<T>(path: string): Promise<T> {
    return this.send<T>('GET', path, {})
  }

  get<T>(path: string, options: Omit<RequestOptions, 'body'> = {}): Promise<T> {
    return this.request<T>('GET', path, options)
  }

  /** A request in the user's name, with a token that is fresh. */
  request<T = void>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
    return this.fresh(() => this.send<T>(method, path, options))
  }

  /** A file that only a logged-in user may see. What it is, the document that names it says: the service gives bytes. */
  async file(path: string, mediaType: string, signal?: AbortSignal): Promise<Blob> {
    const bytes = await this.fresh(async () => (await this.fetch('GET', path, { signal })).arrayBuffer())
    return new Blob([bytes], { type: mediaType })
  }

  private async fresh<T>(send: () => Promise<T>): Promise<T> {
    if (performance.now() > this.renewAt) await this.renewOrEnd()
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error
      await this.renewOrEnd()
      return send()
    }
  }

  /** Address of the live socket with a ticket for one connection. */
  async liveAddress(): Promise<string> {
    const { ticket } = await this.request<Schemas['LiveTicket']>('POST', '/live-ticket')
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws'
    return `${scheme}://${window.location.host}/live?ticket=${encodeURIComponent(ticket)}`
  }

  private async renewOrEnd(): Promise<void> {
    try {
      await this.renew()
    } catch (error) {
      if (error instanceof Problem && (error.status === 401 || error.status === 403)) this.forget('ended')
      throw error
    }
  }

  private renew(): Promise<void> {
    this.renewing ??= exclusively(async () =>
      this.accept(await this.send<SessionDocument>('POST', '/auth/refresh', {})),
    ).finally(() => {
      this.renewing = undefined
    })
    return this.renewing
  }

  private accept(session: SessionDocument): void {
    this.token = session.accessToken
    const life = Date.parse(session.expiresAt) - Date.parse(session.now)
    this.renewAt = performance.now() + Math.max(life / 2, life - RENEW_BEFORE_MS)
    localStorage.setItem(REMEMBER, '1')
    this.become({ phase: 'in', user: session.user })
  }

  private forget(reason?: 'ended'): void {
    this.token = undefined
    this.renewAt = 0
    localStorage.removeItem(REMEMBER)
    this.become({ phase: 'out', reason })
  }

  private become(state: SessionState): void {
    this.value = state
    for (const listener of this.listeners) listener()
  }

  private async send<T>(method: string, path: string, options: RequestOptions): Promise<T> {
    const response = await this.fetch(method, path, options)
    if (response.status === 204) return undefined as T
    return (await response.json()) as T
  }

  private async fetch(method: string, path: string, options: RequestOptions): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' }
    if (this.token) headers.Authorization = `Bearer ${this.token}`
    if (options.body !== undefined) headers['Content-Type'] = 'application/json'
    let response: Response
    try {
      response = await fetch(BASE + path + queryText(options.query), {
        method,
        headers,
        body: options.body === undefined ? undefined : JSON.stringify(options.body),
        signal: options.signal ?? AbortSignal.timeout(20_000),
        credentials: 'same-origin',
      })
    } catch (error) {
      if (options.signal?.aborted) throw error
      throw new Problem(0, 'unreachable')
    }
    if (!response.ok) throw await problemOf(response)
    return response
  }
}

function queryText(query: Query | undefined): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) parameters.set(name, String(value))
  const text = parameters.toString()
  return text ? `?${text}` : ''
}

async function exclusively(task: () => Promise<void>): Promise<void> {
  await (navigator.locks ? navigator.locks.request('ioc.session', task) : task())
}
