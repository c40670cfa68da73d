import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import type {
  Lamp,
  LiveAlarm,
  LiveCandidate,
  LiveDecision,
  LiveDevice,
  LiveFigures,
  LiveFlow,
  LiveIntersection,
  LivePriority,
  LiveShadow,
  LiveUpdate,
  SignalEvent,
  Values,
} from '../src/live/types'
import type { Device, Intersection, Network } from '../src/session/api'
import { cyclesOf, measureList, measureTable } from './fakeMeasures'
import { FakeTrace } from './fakeTrace'
import { FakeViolations } from './fakeViolations'

const ROOT = new URL('..', import.meta.url).pathname
const CITY = join(ROOT, '../../cities/vi-thanh')
const DIST = join(ROOT, 'dist')
const LOGIN = { name: 'operator', password: 'only-for-the-fake-city' }
const WEIGHED_BY = { greenS: '14.2', detection: 'camera', lanesSeen: '5', lanesKnown: '6' }
const LEVELS = ['A', 'B', 'C', 'D', 'E', 'F'] as const

type History = { at: string; event: string; actor: string; note?: string }
type Client = { socket: WebSocket; patterns: Set<string> }

/**
 * A stand-in for the centre in tests of the screen: the real city's files, signals that follow their plan by the clock, and the
 * same HTTP and live protocol. It decides nothing and proves nothing about the centre itself.
 */
export class FakeCity {
  readonly alarms = new Map<string, { alarm: LiveAlarm; history: History[] }>()
  private readonly city = read('city.json')
  private readonly network = read('network.json') as Network
  private readonly devices = listOf(read('devices.json'), 'devices') as Device[]
  private readonly intersections = readdirSync(join(CITY, 'intersections'))
    .sort()
    .map((file) =>
      withRing(JSON.parse(readFileSync(join(CITY, 'intersections', file), 'utf8')) as Intersection),
    )
  private readonly latest = new Map<string, LiveUpdate>()
  private readonly events = new Map<string, SignalEvent[]>()
  private readonly decisions = new Map<string, LiveDecision[]>()
  private readonly settled = new Set<string>()
  private readonly overrides = new Map<string, LiveIntersection['override']>()
  private readonly clients = new Set<Client>()
  private readonly lamps = new Map<string, { lamp: Lamp; since: number }>()
  /** Whom the fake city lets in. */
  roles: string[] = ['OPERATOR']
  private version = 0
  readonly trace = new FakeTrace(this.devices)
  readonly violations = new FakeViolations(this.devices, this.intersections, (body) =>
    this.publish('violations/city', body),
  )
  private timer: ReturnType<typeof setInterval> | undefined
  private server: Server | undefined
  private sockets: WebSocketServer | undefined

  async start(port = 0): Promise<string> {
    const start = Date.now() - 180_000
    for (let at = start; at < Date.now(); at += 500) this.tick(at, false)
    this.raise('DEVICE_SILENT', 'MEDIUM', 'vt-03', 'vt-03-rad', 40)
    this.raise('LOCAL_FALLBACK', 'HIGH', 'vt-05', 'vt-05-ctl', 12)
    this.raise('CLOCK_OFF', 'LOW', 'vt-02', 'vt-02-ctl', 600)
    this.tellOfDecisions()
    this.timer = setInterval(() => this.tick(Date.now(), true), 250)
    this.server = createServer((request, response) => void this.answer(request, response))
    this.sockets = new WebSocketServer({ server: this.server, path: '/live' })
    this.sockets.on('connection', (socket) => this.connected(socket))
    await new Promise<void>((resolve) => this.server?.listen(port, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Decisions of the last minutes, one of each kind. */
  private tellOfDecisions(): void {
    for (const x of this.intersections) {
      const [first, second] = x.stages
      if (!first || !second) continue
      const told = (agoS: number, line: Partial<LiveDecision>) =>
        this.note(
          {
            intersection: x.id,
            at: iso(Date.now() - agoS * 1000),
            strategy: 'adaptive',
            action: 'HOLD',
            stage: first.id,
            reason: 'MIN_GREEN',
            outcome: 'COMMANDED',
            values: {},
            ...line,
          },
          Date.now() - agoS * 1000,
        )
      for (let agoS = 600; agoS > 180; agoS -= 14)
        told(agoS, { reason: agoS % 4 === 0 ? 'PLATOON_COMING' : 'QUEUE_DISCHARGING' })
      told(171, { reason: 'NO_PLAN', action: 'LEAVE_LOCAL', stage: undefined, outcome: 'LEFT_LOCAL' })
      told(150, { reason: 'MIN_GREEN', values: { leftS: '6.2', greenS: '3.8' } })
      told(120, {
        action: 'CHANGE_TO',
        stage: second.id,
        reason: 'STARVATION_BOUND',
        outcome: 'HELD_BY_MIN_GREEN',
        values: { waitedS: '118', fromStage: first.id },
      })
      told(90, {
        reason: 'CONTROLLER_SILENT',
        outcome: 'REFUSED_BY_CONTROLLER_SILENT',
        values: { silentS: '4.1' },
      })
      told(75, {
        reason: 'OPERATOR',
        action: 'REQUEST_PRIORITY',
        strategy: 'operator',
        outcome: 'ACCEPTED',
        stage: undefined,
        values: { kind: 'BUS', group: x.groups[0]?.id ?? '', user: x.controller, reason: '' },
      })
      told(70, {
        strategy: 'vehicle-actuated',
        action: 'CHANGE_TO',
        stage: second.id,
        reason: 'GAP_OUT',
        outcome: 'SHADOW',
        values: {
          fromStage: first.id,
          commanded: first.id,
          commandedAction: 'HOLD',
          commandedReason: 'PLATOON_COMING',
        },
      })
      told(64, {
        strategy: 'vehicle-actuated',
        reason: 'EXTENDING',
        outcome: 'SHADOW',
      })
      this.weigh(x.id, 60)
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    this.cut()
    this.server?.closeAllConnections()
    await new Promise<void>((resolve) => this.server?.close(() => resolve()))
  }

  /** Ends every live connection; screens come back by themselves. */
  cut(): void {
    for (const client of this.clients) client.socket.terminate()
  }

  raise(kind: string, severity: LiveAlarm['severity'], site: string, subject: string, agoS = 0): string {
    const id = randomUUID()
    const at = new Date(Date.now() - agoS * 1000).toISOString()
    const alarm: LiveAlarm = {
      id,
      kind,
      severity,
      site,
      subject,
      values: {},
      active: true,
      acknowledged: false,
      raisedAt: at,
      occurrences: 1,
    }
    this.alarms.set(id, { alarm, history: [{ at, event: 'RAISED', actor: 'core' }] })
    this.publish(`alarm/${id}`, alarm)
    return id
  }

  private publish(topic: string, body: unknown, at = Date.now()): void {
    const update: LiveUpdate = { topic, version: ++this.version, at: new Date(at).toISOString(), body }
    if (!topic.startsWith('events/')) this.latest.set(topic, update)
    for (const client of this.clients)
      if (matches(client.patterns, topic)) send(client.socket, { type: 'delta', updates: [update] })
  }

  private tick(now: number, live: boolean): void {
    for (const [index, intersection] of this.intersections.entries()) this.run(intersection, index, now, live)
    if (!live) return
    const second = Math.floor(now / 1000)
    if (second % 2 === 0) this.measure(now)
  }

  private run(x: Intersection, index: number, now: number, live: boolean): void {
    const plan = x.plans[0]
    if (!plan) return
    const cycle = plan.cycleS * 1000
    const into = (((now - index * 7_000) % cycle) + cycle) % cycle
    let from = 0
    let split = plan.splits[0]
    let next = plan.splits[1] ?? split
    for (const [i, each] of plan.splits.entries()) {
      if (into >= from && into < from + each.lengthS * 1000) {
        split = each
        next = plan.splits[(i + 1) % plan.splits.length]
        break
      }
      from += each.lengthS * 1000
    }
    if (!split) return
    const inSplit = into - from
    const stage = x.stages.find((each) => each.id === split.stage)
    const endsIn = split.lengthS * 1000 - inSplit
    const events: SignalEvent[] = []
    const groups = x.groups.map((group) => {
      const green = stage?.groups.includes(group.id) ?? false
      const lamp: Lamp =
        green && inSplit >= 3_000
          ? group.kind === 'PEDESTRIAN'
            ? endsIn > 6_000
              ? 'GREEN'
              : 'CLEARANCE'
            : endsIn > 3_000
              ? 'GREEN'
              : 'AMBER'
          : 'RED'
      const key = `${x.id}/${group.id}`
      const before = this.lamps.get(key)
      if (before?.lamp !== lamp) {
        this.lamps.set(key, { lamp, since: now })
        const codes: Partial<Record<Lamp, number>> =
          group.kind === 'PEDESTRIAN'
            ? { GREEN: 21, CLEARANCE: 22, RED: 23 }
            : { GREEN: 1, AMBER: 8, RED: 10 }
        if (before) events.push({ at: iso(now), code: codes[lamp] ?? 1, parameter: group.number })
      }
      return {
        id: group.id,
        number: group.number,
        lamp,
        since: iso(this.lamps.get(key)?.since ?? now),
      }
    })
    const here = this.devices.filter((device) => device.site === x.id)
    const detectors = here
      .filter((device) => device.channel !== undefined)
      .map((device) => {
        const channel = device.channel ?? 0
        const occupied = Math.sin(now / 1700 + channel * 2.1 + index) > 0.55
        const key = `${x.id}/${device.id}/on`
        const before = this.lamps.get(key)
        if ((before?.lamp === 'GREEN') !== occupied) {
          this.lamps.set(key, { lamp: occupied ? 'GREEN' : 'DARK', since: now })
          events.push({ at: iso(now), code: occupied ? 82 : 81, parameter: channel })
        }
        return { id: device.id, channel, occupied, quality: 'GOOD' as const }
      })
    if (events.length > 0) {
      const log = [...(this.events.get(x.id) ?? []), ...events].filter(
        (each) => Date.parse(each.at) > now - 180_000,
      )
      this.events.set(x.id, log)
      if (live) this.publish(`events/${x.id}`, { id: x.id, events }, now)
    }
    if (!live || (events.length === 0 && Math.floor(now / 250) % 4 !== 0)) return
    const local = x.id === 'vt-05'
    const inTransition = inSplit < 3_000
    const body: LiveIntersection = {
      id: x.id,
      at: iso(now),
      mode: local ? 'LOCAL_PLAN' : 'COMMANDED',
      strategy: 'adaptive',
      stage: split.stage,
      inTransition,
      stageSince: iso(now - inSplit),
      nextStage: next?.stage,
      plannedEnd: iso(now + endsIn),
      plan: plan.id,
      groups,
      detectors,
      why: {
        action: 'HOLD',
        reason: inTransition ? 'IN_TRANSITION' : 'OUTWEIGHS',
        values: {
          ...WEIGHED_BY,
          greenS: String(Math.floor(inSplit / 1000)),
          ...this.rung(index, now),
        },
        at: iso(now),
      },
      flow: this.flow(index, now),
      override: this.overrides.get(x.id),
      priority: this.priority(x, now),
      shadow: index === 0 ? this.shadow(split.stage, endsIn, now) : undefined,
      controller: 'GOOD',
      lastSeen: iso(now),
    }
    this.publish(`intersection/${x.id}`, body, now)
    if (events.some((event) => event.code === 1)) this.decide(x, split.stage, now)
  }

  private rung(index: number, now: number): Values {
    if (index % 5 === 2)
      return {
        rung: 'ADAPTIVE',
        cause: 'NEIGHBOUR_SILENT',
        neighbour: 'vt-02',
        notHeard: 'vt-02',
        neighbours: '3',
        silentSince: iso(now - 95_000),
      }
    if (index % 5 === 4) return { rung: 'ACTUATED', cause: 'LANES_NOT_SEEN', steadyLanes: '3', lanes: '8' }
    return { rung: 'ADAPTIVE_COORDINATED' }
  }

  /** At the second intersection an ambulance and a bus, coming again and again. */
  private priority(x: Intersection, now: number): LivePriority[] {
    if (x.id !== 'vt-02') return []
    const into = now % 40_000
    const asked = (id: string, kind: string, group: number, inMs: number, state: string): LivePriority => ({
      id: `${x.controller}/${id}`,
      kind,
      group: x.groups[group]?.id ?? '',
      by: x.controller,
      requestedAt: iso(now - into),
      arrivesAt: iso(now + inMs),
      expiresAt: iso(now + inMs + 60_000),
      state,
    })
    return [
      asked('emergency-412', 'EMERGENCY', 0, 25_000 - into, into > 12_000 ? 'DWELLING' : 'ENTERING'),
      asked('bus-377', 'BUS', 1, 52_000 - into, 'ASKED'),
    ]
  }

  private shadow(stage: string, endsInMs: number, now: number): LiveShadow {
    const agrees = endsInMs > 10_000
    return {
      strategy: 'vehicle-actuated',
      action: agrees ? 'HOLD' : 'CHANGE_TO',
      stage: agrees ? stage : stage === 'A' ? 'B' : 'A',
      reason: agrees ? 'EXTENDING' : 'GAP_OUT',
      agrees,
      agreedShare: 0.8342,
      comparedS: 2_710,
      expiresAt: iso(now + 86_400_000),
      lastDifference: this.decisions.get('vt-01')?.find((line) => line.outcome === 'SHADOW')?.at,
    }
  }

  /** From now on nothing is decided there but what {@link weigh} says. */
  settle(id: string): void {
    this.settled.add(id)
  }

  private decide(x: Intersection, stage: string, now: number): void {
    if (this.settled.has(x.id)) return
    const stages = x.stages.map((each) => each.id)
    const running = stages[(stages.indexOf(stage) + stages.length - 1) % stages.length]
    const line: LiveDecision = {
      intersection: x.id,
      at: iso(now),
      strategy: 'adaptive',
      action: 'CHANGE_TO',
      stage,
      reason: 'SERVES_MOST',
      outcome: 'COMMANDED',
      values: { ...WEIGHED_BY, fromStage: running ?? '' },
      candidates: stages.map(
        (each, i): LiveCandidate => ({
          stage: each,
          afterS: each === running ? 6 : 0,
          costPcuS: each === stage ? 286.4 : 402.5 + 35 * i,
          values:
            each === stage
              ? { queuePcu: '11.6', arrivingPcu: '3', arrivingInS: '4', lanes: 'ne-1, sw-1' }
              : { queuePcu: '0.3', arrivingPcu: '2', arrivingInS: '9', lanes: 'se-1' },
        }),
      ),
    }
    this.note(line, now)
  }

  /** The sentence that everybody wants to read, with what was weighed; `agoS` seconds ago. */
  weigh(id: string, agoS = 0): void {
    const [first, ...others] = this.intersections.find((each) => each.id === id)?.stages ?? []
    if (!first) throw new Error(`no stages at ${id}`)
    const line: LiveDecision = {
      intersection: id,
      at: iso(Date.now() - agoS * 1000),
      strategy: 'adaptive',
      action: 'HOLD',
      stage: first.id,
      reason: 'OUTWEIGHS',
      outcome: 'COMMANDED',
      values: WEIGHED_BY,
      candidates: [
        {
          stage: first.id,
          afterS: 8,
          costPcuS: 212.4,
          values: { queuePcu: '0', arrivingPcu: '14', arrivingInS: '6' },
        },
        ...others.map((each, i) => ({
          stage: each.id,
          afterS: i * 4,
          costPcuS: 341 + 96 * i,
          values: { queuePcu: String(9 - 4 * i), arrivingPcu: '0', lostS: '4' },
        })),
      ],
    }
    this.note(line, Date.parse(line.at))
  }

  private note(line: LiveDecision, now: number): void {
    const before = this.decisions.get(line.intersection) ?? []
    this.decisions.set(line.intersection, [line, ...before].slice(0, 60))
    if (line.outcome !== 'SHADOW') this.publish(`decision/${line.intersection}`, line, now)
  }

  private flow(index: number, now: number): LiveFlow {
    const level = LEVELS[(index * 5) % 6] ?? 'A'
    return {
      at: iso(now),
      windowS: 300,
      flowVehPerHour: 900 + index * 130,
      flowPcuPerHour: 380 + index * 52,
      occupancy: 0.08 + index * 0.03,
      meanSpeedKmh: 34.5 - index,
      queueM: 6 + index * 5,
      delayS: 8 + index * 5.5,
      levelOfService: level,
      detectors: index % 4 === 1 ? 3 : 4,
      detectorsExpected: 4,
    }
  }

  private measure(now: number): void {
    for (const [index, link] of this.network.links.entries())
      if (index % 5 !== 4) this.publish(`link/${link.id}`, this.flow((index * 7) % 11, now), now)
    for (const [index, device] of this.devices.entries()) {
      const quality =
        index % 37 === 5 ? 'FAULTY' : index % 53 === 9 ? 'OFFLINE' : index % 41 === 7 ? 'STALE' : 'GOOD'
      const body: LiveDevice = {
        id: device.id,
        site: device.site,
        kind: device.kind,
        quality,
        fault: quality === 'FAULTY' ? 'LOCKED_ON' : undefined,
        lastSeen: iso(quality === 'GOOD' ? now : now - 95_000),
        clockOffsetMs: (index % 7) - 3,
        values:
          device.channel === undefined
            ? { value: index }
            : { flowVehPerHour: 400 + index, occupancy: 0.12, meanSpeedKmh: 27.4 },
      }
      this.publish(`device/${device.id}`, body, now)
    }
    const open = [...this.alarms.values()].map((each) => each.alarm)
    const figures: LiveFigures = {
      at: iso(now),
      intersections: this.intersections.length,
      intersectionsCommanded: this.intersections.length - 1,
      intersectionsLocal: 1,
      intersectionsFlashing: 0,
      intersectionsSilent: 0,
      devices: this.devices.length,
      devicesGood: this.devices.length - 14,
      flowVehPerHour: 18_420,
      flowPcuPerHour: 7_310,
      meanSpeedKmh: 27.4,
      meanDelayS: 23,
      activeAlarms: open.filter((alarm) => alarm.active).length,
      unacknowledgedAlarms: open.filter((alarm) => !alarm.acknowledged).length,
      openIncidents: 1,
      messagesPerSecond: 210,
      samplesPerSecond: 1_640,
      storeLagS: 0.4,
      byLevelOfService: { A: 4, B: 6, C: 2 },
    }
    this.publish('figures/city', figures, now)
    this.publish(
      'intake/gw-1',
      {
        gateway: {
          gateway: 'gw-1',
          session: 7,
          at: iso(now),
          messagesReceived: 1_204_311,
          outboxBatches: 12,
          outboxOldest: 0.3,
          rejections: [
            {
              device: 'vt-99-det',
              reason: 'UNKNOWN_DEVICE',
              count: 41,
              lastDetail: 'no such device in the registry',
              lastAt: iso(now - 4_000),
            },
            {
              device: 'vt-03-rad',
              reason: 'MALFORMED',
              count: 3,
              lastDetail: 'unexpected end of message at byte 17',
              lastAt: iso(now - 62_000),
            },
            {
              device: 'vt-07-ctl',
              reason: 'FUTURE_DATED',
              count: 1,
              lastDetail: '2 h 3 min ahead of the gateway',
              lastAt: iso(now - 3_700_000),
            },
          ],
          links: this.devices.slice(0, 40).map((device, i) => ({
            device: device.id,
            online: i % 13 !== 4,
            lastSeen: iso(now),
            clockOffset: 0.02,
          })),
          refusedCommands: [
            {
              command: 'c-1',
              intersection: 'vt-05',
              verdict: 'REFUSED_MIN_GREEN',
              detail: 'g2 is green for 4 s of 10 s',
              at: iso(now - 30_000),
            },
          ],
        },
        coreRefusals: { DUPLICATE: 3 },
        missingBatches: 0,
      },
      now,
    )
  }

  private connected(socket: WebSocket): void {
    const client: Client = { socket, patterns: new Set() }
    this.clients.add(client)
    send(socket, { type: 'welcome' })
    const beat = setInterval(() => send(socket, { type: 'tick' }), 2_000)
    socket.on('close', () => {
      clearInterval(beat)
      this.clients.delete(client)
    })
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as { subscribe?: string[]; unsubscribe?: string[] }
      for (const pattern of message.unsubscribe ?? []) client.patterns.delete(pattern)
      if (!message.subscribe) return
      for (const pattern of message.subscribe) client.patterns.add(pattern)
      const asked = new Set(message.subscribe)
      const updates = [...this.latest.values()].filter((update) => matches(asked, update.topic))
      for (const pattern of asked) {
        const id = /^events\/(.+)$/.exec(pattern)?.[1]
        if (id)
          updates.push({
            topic: pattern,
            version: 1,
            at: iso(Date.now()),
            body: { id, events: this.events.get(id) ?? [] },
          })
      }
      send(socket, { type: 'snapshot', topics: message.subscribe, updates })
    })
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const url = new URL(request.url ?? '/', 'http://fake')
    if (!url.pathname.startsWith('/api/v1')) return this.file(url.pathname, response)
    const path = url.pathname.slice('/api/v1'.length)
    const body = (await bodyOf(request)) as Record<string, unknown>
    const route = `${request.method} ${path}`
    const [, kind, id, verb, last] = path.split('/')
    const user = {
      name: LOGIN.name,
      displayName: 'Nguyễn Thị Hạnh',
      roles: this.roles,
      mustChangePassword: false,
    }
    const session = { accessToken: 'fake', now: iso(Date.now()), expiresAt: iso(Date.now() + 600_000), user }
    if (route === 'GET /auth/methods') return json(response, 200, { password: true, oidc: false })
    if (route === 'POST /auth/login')
      return body.name === LOGIN.name && body.password === LOGIN.password
        ? json(response, 200, session)
        : problem(response, 401, 'wrong-login', 'wrong name or password')
    if (route === 'POST /auth/refresh') return json(response, 200, session)
    if (route === 'POST /auth/logout') return json(response, 204, undefined)
    if (request.headers.authorization !== 'Bearer fake')
      return problem(response, 401, 'unauthenticated', 'log in first')
    if (route === 'POST /live-ticket')
      return json(response, 201, { ticket: 't', expiresAt: iso(Date.now() + 30_000) })
    if (route === 'GET /city')
      return json(response, 200, { corridors: [], zones: [], wards: [], ...this.city })
    if (route === 'GET /network') return json(response, 200, this.network)
    if (route === 'GET /intersections') return json(response, 200, { items: this.intersections.map(summary) })
    if (route === 'GET /devices')
      return json(response, 200, { items: this.devices.map((device) => ({ device, quality: 'GOOD' })) })
    if (kind === 'intersections' && id)
      return this.intersection(request.method ?? 'GET', id, verb, last, url.searchParams, body, response)
    const cases = this.violations
    if (route === 'GET /violation-summary') return answer(response, cases.summary())
    if (route === 'GET /violations') return answer(response, cases.list(url.searchParams))
    if (kind === 'violations' && id)
      return answer(response, cases.answer(request.method ?? 'GET', id, verb, body))
    if (kind === 'evidence' && id && last) return answer(response, cases.file(id, last))
    const traced = this.trace.answer(
      request.method ?? 'GET',
      path,
      body,
      url.searchParams.get('state') === 'ALL',
    )
    if (traced) return answer(response, traced)
    if (kind === 'alarms' && id) return this.alarm(decodeURIComponent(id), verb, body, response)
    return problem(response, 404, 'not-found', path)
  }

  private intersection(
    method: string,
    id: string,
    verb: string | undefined,
    last: string | undefined,
    query: URLSearchParams,
    body: Record<string, unknown>,
    response: ServerResponse,
  ): unknown {
    const found = this.intersections.find((each) => each.id === id)
    if (!found) return problem(response, 404, 'not-found', id)
    if (!verb)
      return json(response, 200, {
        intersection: found,
        devices: this.devices.filter((each) => each.site === id),
      })
    if (verb === 'decisions') {
      const which = query.get('shadow')
      const all = (this.decisions.get(id) ?? []).filter((line) => {
        if (which === 'WITHOUT') return line.outcome !== 'SHADOW'
        return which !== 'DIFFERENCES' || line.values.commanded !== undefined
      })
      const from = Number(query.get('cursor') ?? 0)
      const to = from + Number(query.get('limit') ?? 100)
      return json(response, 200, {
        items: all.slice(from, to),
        next: to < all.length ? String(to) : undefined,
      })
    }
    if (verb === 'measures')
      return json(response, 200, last ? measureTable(found, last, query) : measureList())
    if (verb === 'cycles') return json(response, 200, cyclesOf(found, query))
    if (verb === 'overrides' && method === 'POST') {
      if (body.kind === 'release')
        return problem(response, 409, 'refused', 'the controller is silent', 'CONTROLLER_SILENT')
      this.overrides.set(id, {
        id: randomUUID(),
        kind: String(body.kind).replace('-', '_').toUpperCase(),
        stage: body.stage === undefined ? undefined : String(body.stage),
        user: LOGIN.name,
        reason: String(body.reason),
        expiresAt: String(body.expiresAt),
      })
      return json(response, 201, { id: 'o' })
    }
    if (verb === 'overrides' && last === 'current') {
      this.overrides.delete(id)
      return json(response, 204, undefined)
    }
    return problem(response, 404, 'not-found', verb)
  }

  private alarm(
    id: string,
    verb: string | undefined,
    body: Record<string, unknown>,
    response: ServerResponse,
  ): unknown {
    const found = this.alarms.get(id)
    if (!found) return problem(response, 404, 'not-found', id)
    if (!verb) return json(response, 200, found)
    const note = body.note === undefined ? undefined : String(body.note)
    const changes: Record<string, [string, Partial<LiveAlarm>]> = {
      acknowledge: [
        'ACKNOWLEDGED',
        { acknowledged: true, acknowledgedAt: iso(Date.now()), acknowledgedBy: LOGIN.name, note },
      ],
      assign: ['ASSIGNED', { assignee: String(body.assignee) }],
      note: ['NOTED', { note }],
      clear: ['CLEARED', { active: false, clearedAt: iso(Date.now()) }],
    }
    const change = changes[verb]
    if (!change) return problem(response, 404, 'not-found', verb)
    found.alarm = { ...found.alarm, ...change[1] }
    found.history.push({ at: iso(Date.now()), event: change[0], actor: LOGIN.name, note })
    this.publish(`alarm/${id}`, found.alarm)
    return json(response, 200, { id })
  }

  private file(path: string, response: ServerResponse): void {
    const types: Record<string, string> = {
      '.html': 'text/html',
      '.js': 'text/javascript',
      '.css': 'text/css',
      '.svg': 'image/svg+xml',
      '.woff2': 'font/woff2',
    }
    const wanted = join(DIST, normalize(path))
    const file = extname(path) && existsSync(wanted) ? wanted : join(DIST, 'index.html')
    response.writeHead(200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy':
        "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self'; worker-src 'self' blob:; connect-src 'self' ws:",
    })
    response.end(readFileSync(file))
  }
}

export const FAKE_LOGIN = LOGIN

function read(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(CITY, name), 'utf8')) as Record<string, unknown>
}

function listOf(document: unknown, key: string): unknown {
  return Array.isArray(document) ? document : (document as Record<string, unknown>)[key]
}

function withRing(x: Intersection): Intersection {
  return { ...x, control: x.control ?? 'COMMANDED' }
}

function summary(x: Intersection) {
  const { id, name, ward, at, control } = x
  return { id, name, ward, at, control, groups: x.groups.length, stages: x.stages.length, detectors: 4 }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}

function matches(patterns: ReadonlySet<string>, topic: string): boolean {
  return patterns.has(topic) || patterns.has(`${topic.slice(0, topic.indexOf('/'))}/*`)
}

function send(socket: WebSocket, message: object): void {
  const now = iso(Date.now())
  socket.send(JSON.stringify({ ...message, now, coreSeen: now }))
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

function problem(
  response: ServerResponse,
  status: number,
  word: string,
  detail: string,
  rule?: string,
): void {
  response.writeHead(status, { 'Content-Type': 'application/problem+json' })
  response.end(JSON.stringify({ type: `urn:ioc:problem:${word}`, title: word, status, detail, rule }))
}

function answer(
  response: ServerResponse,
  { status, body, file, rule }: { status: number; body?: unknown; file?: Buffer; rule?: string },
): void {
  if (file) {
    response.writeHead(200, { 'Content-Type': 'application/octet-stream' })
    response.end(file)
  } else if (status === 200) json(response, 200, body)
  else {
    const word = status === 404 ? 'not-found' : rule ? 'refused' : 'conflict'
    problem(response, status, word, String(body), rule)
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text ? JSON.parse(text) : {}
}
