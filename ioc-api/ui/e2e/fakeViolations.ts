import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  Device,
  EvidenceItem,
  Intersection,
  Violation,
  ViolationCase,
  ViolationSummary,
} from '../src/session/api'

const ROOT = new URL('../../..', import.meta.url).pathname
/** Pictures of the simulated city's cameras, marked as such in the picture. */
const DAY = readFileSync(join(ROOT, 'docs/images/camera-day.jpg'))
const CLIP = readFileSync(new URL('clip.mp4', import.meta.url))

type Answer = { status: number; body?: unknown; file?: Buffer; rule?: string }
type Kept = { one: ViolationCase; files: Map<string, Buffer> }
type Reason = ViolationCase['voidReason']

const VEHICLES = ['MOTORCYCLE', 'MOTORCYCLE', 'CAR', 'MOTORCYCLE', 'VAN', 'TRUCK'] as const
const VOIDS: readonly Reason[] = [
  'CLOCKS_DISAGREE',
  'TRACK_BROKEN',
  'LAMP_DIFFERS',
  'GROUP_FLASHING',
  'NO_LAMP_HISTORY',
]
const iso = (at: number) => new Date(at).toISOString()

/** Cases of the fake city: some wait, some were decided, some are void; of some the pictures are not whole. */
export class FakeViolations {
  private readonly cases: Kept[] = []
  private readonly cameras: readonly Device[]

  constructor(
    devices: readonly Device[],
    private readonly intersections: readonly Intersection[],
    private readonly tell: (body: { at: string; waiting: number; newestRaisedAt?: string }) => void,
  ) {
    this.cameras = devices.filter((device) => device.kind === 'CAMERA')
    const now = Date.now()
    for (let i = 0; i < 14; i++) {
      const state = i % 3 === 1 ? 'REJECTED' : 'ACCEPTED'
      this.raise(now - (30 + i) * 3_600_000, { state })
    }
    for (let i = 0; i < 9; i++) this.raise(now - (6 + i) * 1_500_000, { voidReason: VOIDS[i % VOIDS.length] })
    for (let i = 32; i > 0; i--) this.raise(now - i * 97_000, { incomplete: i % 11 === 4 })
  }

  /** A case that the city has just found. */
  raise(
    at: number,
    what: { state?: 'ACCEPTED' | 'REJECTED'; voidReason?: Reason; incomplete?: boolean; site?: string } = {},
  ): string {
    const n = this.cases.length
    const camera = this.cameras[(n * 3) % this.cameras.length] as Device
    const site = this.intersections.find((each) => each.id === camera.site)
    const approach = camera.approach ?? 'sw'
    const groups = (site?.groups ?? [])
      .filter((group) => group.movements.some((movement) => movement.approach === approach))
      .map((group) => group.id)
    const rule = n % 5 === 3 ? 'STOP_LINE' : n % 7 === 5 ? 'WRONG_WAY' : 'RED_LIGHT'
    const lamps = rule !== 'WRONG_WAY'
    const intoRed = what.voidReason === 'NO_LAMP_HISTORY' || !lamps ? undefined : 1.1 + ((n * 37) % 240) / 10
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
    const raisedAt = iso(at + 1_800)
    const files = what.voidReason ? new Map<string, Buffer>() : filesOf(id)
    const evidence = what.voidReason
      ? { state: 'NOT_ASKED' as const, missing: [] }
      : evidenceOf(at, files, what.incomplete ?? false)
    const red = at - (intoRed ?? 0) * 1000
    const one: ViolationCase = {
      id,
      rule,
      state: what.voidReason ? 'VOID' : 'WAITING',
      version: 1,
      site: camera.site,
      camera: camera.id,
      approach,
      lane: 1 + (n % 2),
      at: lamps ? iso(at) : iso(at - 2_400),
      until: lamps ? undefined : iso(at),
      raisedAt,
      secondsIntoRed: intoRed,
      vehicle: VEHICLES[n % VEHICLES.length],
      speedKmh: rule === 'STOP_LINE' ? 6.4 : 22 + ((n * 7) % 21),
      plate:
        n % 4 === 2
          ? undefined
          : { masked: '95******7', confidence: 0.9 + (n % 9) / 100, autoAccept: n % 3 !== 0 },
      voidReason: what.voidReason,
      evidence,
      lastChange: {
        version: 1,
        at: raisedAt,
        actor: 'system',
        action: what.voidReason ? 'VOIDED' : 'RAISED',
        reason: what.voidReason,
      },
      enteredAt: rule !== 'RED_LIGHT' ? undefined : iso(at + 900 + (n % 7) * 110),
      controller: `${camera.site}-ctl`,
      geometryFrom: '2024-01-01',
      graceS: 0.5,
      track: 4_700 + n,
      groups,
      seen: !lamps
        ? []
        : groups.slice(0, 1).map((group) => ({ group, atLine: 'RED', atEntry: 'RED', confidence: 0.99 })),
      clocks: { controllerMs: (n % 5) - 12, cameraMs: 3, boundMs: 500 },
      lampLog: intoRed === undefined ? [] : groups.flatMap((group, i) => lampsOf(group, red - i * 1_400)),
      why:
        rule === 'STOP_LINE'
          ? { stoodM: '2.1' }
          : lamps
            ? { turnedDeg: '4' }
            : { movedM: '11.3', lastedS: '2.4', unseenS: '0.4' },
      history: [],
    }
    one.history = [one.lastChange]
    const kept = { one, files }
    this.cases.push(kept)
    if (what.state)
      this.change(kept, what.state, 'minh', what.state === 'REJECTED' ? 'EMERGENCY_VEHICLE' : undefined)
    this.told()
    return id
  }

  /** Somebody else decides on a case. */
  decideElsewhere(id: string): void {
    const kept = this.cases.find((each) => each.one.id === id)
    if (!kept) throw new Error(`no case ${id}`)
    this.change(kept, 'REJECTED', 'lan', 'EMERGENCY_VEHICLE', 'xe cứu thương 412')
    this.told()
  }

  waiting(): number {
    return this.cases.filter((each) => each.one.state === 'WAITING').length
  }

  told(): void {
    const waiting = this.cases.filter((each) => each.one.state === 'WAITING')
    const newest = waiting
      .map((each) => each.one.raisedAt)
      .sort()
      .at(-1)
    this.tell({ at: iso(Date.now()), waiting: waiting.length, newestRaisedAt: newest })
  }

  list(query: URLSearchParams): Answer {
    const state = query.get('state') ?? 'WAITING'
    const order = query.get('order') === 'asc' ? 1 : -1
    const all = this.cases
      .map((each) => each.one)
      .filter((one) => {
        if (state === 'DECIDED') return one.state === 'ACCEPTED' || one.state === 'REJECTED'
        return state === 'ALL' || one.state === state
      })
      .filter((one) => !query.get('rule') || one.rule === query.get('rule'))
      .filter((one) => !query.get('camera') || one.camera === query.get('camera'))
      .sort((a, b) => order * a.at.localeCompare(b.at))
    const from = Number(query.get('cursor') ?? 0)
    const to = from + Number(query.get('limit') ?? 100)
    return {
      status: 200,
      body: { items: all.slice(from, to).map(brief), next: to < all.length ? String(to) : undefined },
    }
  }

  answer(method: string, id: string, verb: string | undefined, body: Record<string, unknown>): Answer {
    const kept = this.cases.find((each) => each.one.id === id)
    if (!kept) return { status: 404, body: 'not-found' }
    if (!verb) return { status: 200, body: kept.one }
    if (verb !== 'review' || method !== 'POST') return { status: 404, body: 'not-found' }
    const { one } = kept
    const last = one.lastChange
    if (body.version !== one.version)
      return {
        status: 409,
        body: `The case is at version ${one.version} by now: ${last.action} by ${last.actor}`,
      }
    if (one.state === 'VOID') return { status: 409, rule: 'VOID', body: 'the case is void' }
    const undo = body.action === 'UNDO'
    if (undo === (one.state === 'WAITING'))
      return { status: 409, rule: undo ? 'NOTHING_TO_UNDO' : 'NOT_WAITING', body: `the case is ${one.state}` }
    const note = body.note === undefined ? undefined : String(body.note)
    const state = undo ? 'WAITING' : body.action === 'ACCEPT' ? 'ACCEPTED' : 'REJECTED'
    this.change(kept, state, 'operator', body.reason as string | undefined, note)
    this.told()
    return { status: 200, body: brief(one) }
  }

  file(id: string, sha256: string): Answer {
    const file = this.cases.find((each) => each.one.id === id)?.files.get(sha256)
    return file ? { status: 200, file } : { status: 404, body: 'not-found' }
  }

  summary(): Answer {
    const items: ViolationSummary['items'] = []
    for (const { one } of this.cases) {
      let item = items.find((each) => each.camera === one.camera && each.rule === one.rule)
      if (!item) {
        item = {
          camera: one.camera,
          rule: one.rule,
          waiting: 0,
          accepted: 0,
          rejected: 0,
          void: 0,
          rejectedReasons: {},
          voidReasons: {},
        }
        items.push(item)
      }
      const count = one.state.toLowerCase() as 'waiting' | 'accepted' | 'rejected' | 'void'
      item[count]++
      const reasons = one.state === 'REJECTED' ? item.rejectedReasons : item.voidReasons
      const reason = one.lastChange.reason
      if (reason && (one.state === 'REJECTED' || one.state === 'VOID'))
        reasons[reason] = (reasons[reason] ?? 0) + 1
    }
    items.sort((a, b) => a.camera.localeCompare(b.camera) || a.rule.localeCompare(b.rule))
    return { status: 200, body: { items } }
  }

  private change(
    kept: Kept,
    state: ViolationCase['state'],
    actor: string,
    reason?: string,
    note?: string,
  ): void {
    const { one } = kept
    one.version++
    one.state = state
    one.lastChange = {
      version: one.version,
      at: iso(Date.now()),
      actor,
      action: state === 'WAITING' ? 'UNDONE' : (state as 'ACCEPTED' | 'REJECTED'),
      reason,
      note,
    }
    one.history = [...one.history, one.lastChange]
  }
}

function brief(one: ViolationCase): Violation {
  const {
    id,
    rule,
    state,
    version,
    site,
    camera,
    approach,
    lane,
    at,
    until,
    raisedAt,
    secondsIntoRed,
    vehicle,
  } = one
  const { speedKmh, plate, voidReason, evidence, lastChange } = one
  return {
    ...{
      id,
      rule,
      state,
      version,
      site,
      camera,
      approach,
      lane,
      at,
      until,
      raisedAt,
      secondsIntoRed,
      vehicle,
    },
    ...{ speedKmh, plate, voidReason, lastChange },
    evidence: { state: evidence.state, missing: evidence.missing },
  }
}

function lampsOf(group: string, red: number): ViolationCase['lampLog'] {
  return [
    { at: iso(red - 24_000), group, lamp: 'GREEN' },
    { at: iso(red - 3_000), group, lamp: 'AMBER' },
    { at: iso(red), group, lamp: 'RED' },
  ]
}

/** Bytes of each case's own, as real evidence has. */
function filesOf(id: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (const kind of ['STILL_BEFORE', 'STILL_AT', 'STILL_AFTER', 'ORIGINAL_AT', 'CLOSE_UP']) {
    const bytes = Buffer.concat([DAY, Buffer.from(`${id}/${kind}`)])
    files.set(createHash('sha256').update(bytes).digest('hex'), bytes)
  }
  files.set(createHash('sha256').update(CLIP).digest('hex'), CLIP)
  return files
}

function evidenceOf(at: number, files: Map<string, Buffer>, incomplete: boolean): ViolationCase['evidence'] {
  const times: [EvidenceItem['kind'], number, number][] = [
    ['STILL_BEFORE', -1_960, -1_960],
    ['STILL_AT', 40, 40],
    ['STILL_AFTER', 2_040, 2_040],
    ['ORIGINAL_AT', 40, 40],
    ['CLOSE_UP', 40, 40],
    ['CLIP', -6_000, 6_000],
  ]
  const all = times.map(([kind, from, to], i): EvidenceItem => {
    const [sha256, bytes] = [...files][i] as [string, Buffer]
    const mediaType = kind === 'CLIP' ? 'video/mp4' : 'image/jpeg'
    return { kind, sha256, mediaType, bytes: bytes.length, from: iso(at + from), to: iso(at + to) }
  })
  if (!incomplete) return { state: 'READY', missing: [], items: all, clockOffsetMs: 12 }
  return {
    state: 'INCOMPLETE',
    missing: [
      `STILL_BEFORE: no picture within 600 ms of ${iso(at - 2_000)}`,
      `CLIP: it shows ${iso(at - 900)} to ${iso(at + 6_000)} only`,
    ],
    items: all
      .filter((item) => item.kind !== 'STILL_BEFORE')
      .map((item) => (item.kind === 'CLIP' ? { ...item, from: iso(at - 900) } : item)),
    clockOffsetMs: 12,
  }
}
